// Generated from gen/openapi.json by `npm run api`; do not edit.

export interface paths {
    "/api/v1/account-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The expense account of each supplier that the office ruled on.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListAccountRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-rules/{supplier_cui}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets the expense account of a supplier.
         * @description Roles: owner, accountant.
         */
        put: operations["SetAccountRule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The chart of accounts.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The office's companies; a client user sees its own.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["ListClients"];
        put?: never;
        /**
         * Adds a company.
         * @description Roles: owner, accountant.
         */
        post: operations["CreateClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One company.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["GetClient"];
        put?: never;
        post?: never;
        /**
         * Takes a company off the lists; its documents and notes stay.
         * @description Roles: owner.
         */
        delete: operations["DeleteClient"];
        options?: never;
        head?: never;
        /**
         * Changes the fields that the mask names.
         * @description Roles: owner, accountant.
         */
        patch: operations["UpdateClient"];
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Documents by company, state and words, newest first.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["ListDocuments"];
        put?: never;
        /**
         * Stores one or more files. Idempotent by id: the same id and bytes give the same document.
         * @description Roles: owner, accountant, client.
         */
        post: operations["UploadDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One document with its extraction.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["GetDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file as it was uploaded, or a piece of it.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["DownloadDocument"];
        /**
         * Stores one file under an id minted by the sender. Idempotent by id.
         * @description Roles: owner, accountant, client.
         */
        put: operations["UploadDocument"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of corrections, oldest first.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListCorrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/extraction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Corrects single fields of the extraction; each change is kept in the history.
         * @description Roles: owner, accountant.
         */
        patch: operations["UpdateExtraction"];
        trace?: never;
    };
    "/api/v1/documents/{id}/pages/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of any kind of file as a picture, upright, as the boxes of the extraction expect it.
         * @description Roles: owner, accountant, viewer, client. No side is longer than 2200 pixels.
         */
        get: operations["GetPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The words on one page, so that a person can point at what a field should say.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves what was read and sends it to the books.
         * @description Roles: owner, accountant.
         */
        post: operations["ApproveDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:cut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes two documents of one by a straight cut through a page, which are then read anew: what is above or left of the cut stays with the pages before, the rest goes with those after it. Merging them undoes it.
         * @description Roles: owner, accountant.
         */
        post: operations["CutPage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides on two documents that may be the same purchase: both stay, or the one named first is refused.
         * @description Roles: owner, accountant.
         */
        post: operations["DecideDuplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes one document of several of one company, which is then read anew. The others leave as REJECTED, merged_into this one. RetryDocument of one of them takes it out again.
         * @description Roles: owner, accountant.
         */
        post: operations["MergeDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hands a document, with all that was read, to another company of the office.
         * @description Roles: owner, accountant.
         */
        post: operations["MoveDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuses a document with a reason that the client sees.
         * @description Roles: owner, accountant.
         */
        post: operations["RejectDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a failed or rejected document again.
         * @description Roles: owner, accountant.
         */
        post: operations["RetryDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}:split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes several documents of the pages of one, which are then read anew. Merging them undoes it.
         * @description Roles: owner, accountant.
         */
        post: operations["SplitDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents:approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves documents one by one; one that can't be approved keeps none of the others back.
         * @description Roles: owner, accountant.
         */
        post: operations["ApproveDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents:statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came and what became of it, what waits and for how long, and how well it was read. Months and days are Romania's; a document that was merged into another one counts with that one.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents:summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many documents stand in each state.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["SummarizeDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State changes as they happen, as server-sent events.
         * @description `event: document` carries a DocumentEvent. `event: resync` says that some were missed: read the lists again. The stream ends when the access token does.
         */
        get: operations["WatchDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exchange-rates/{currency}/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * BNR's last rate before a day, and the office's own for that day if it entered one.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetExchangeRate"];
        /**
         * Enters the office's own rate for its documents of a day; it holds before BNR's.
         * @description Roles: owner, accountant.
         */
        put: operations["SetExchangeRate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extractions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads one file and keeps nothing but the result cache.
         * @description Roles: owner, accountant.
         */
        post: operations["Extract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/extractions:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs the checks again over values that a person corrected; reads no file.
         * @description Roles: owner, accountant.
         */
        post: operations["VerifyExtraction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journals/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The purchase journal (jurnal de cumpărări) of a company.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetPurchaseJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journals/purchases:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The purchase journal as a file.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ExportPurchaseJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public keys (JWKS) that verify access tokens. */
        get: operations["GetKeySet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the caller is.
         * @description Roles: owner, accountant, viewer, client.
         */
        get: operations["GetCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me:changePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the caller's own password and ends the other sessions.
         * @description Roles: owner, accountant, viewer, client.
         */
        post: operations["ChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notes by document or company, newest first.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One note.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetNote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{id}:storno": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back a note that is in the books by a red one, and gives its document back to review.
         * @description Roles: owner, accountant.
         */
        post: operations["StornoNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{note_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The payments of a note, and what is still to be paid and to become deductible.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{note_id}:pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records a payment and posts the release of its VAT. Idempotent by id: the same id again gives the same payment.
         * @description Roles: owner, accountant.
         */
        post: operations["RecordPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notes as a file: a table, or what a program for accounting imports.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ExportNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes:preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The note that an approval would build; stores nothing.
         * @description Roles: owner, accountant, viewer.
         */
        post: operations["PreviewNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/payments/{id}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a payment back: by a storno of its release, if it has one.
         * @description Roles: owner, accountant.
         */
        post: operations["CancelPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Months that have notes or were ever closed, the latest first.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListPeriods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/periods:close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes a month: waits for postings on their way, and nothing is posted into it from then on.
         * @description Roles: owner.
         */
        post: operations["ClosePeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/periods:reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a closed month again.
         * @description Roles: owner.
         */
        post: operations["ReopenPeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reports that there are.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report of a company.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/{report}:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A report as a file, the same bytes each time.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ExportReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session by e-mail and password; sets the session cookies. */
        post: operations["CreateSession"];
        /** Ends the session of the refresh cookie and clears the cookies. */
        delete: operations["DeleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions:refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Continues the session of the refresh cookie, or of the token in the body. */
        post: operations["RefreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every setting as it holds on a day, for the office or one of its companies.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets a value from a day on, until the next one that is set. Notes that are in the books stay as they are.
         * @description Roles: owner.
         */
        put: operations["SetSetting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings:history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who set what and when, the latest first.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListSettingChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sinks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is chosen now: for companies that have books of their own, and for the office. Nothing chosen means one CSV file for each note.
         * @description Roles: owner, accountant.
         */
        get: operations["ListSinks"];
        /**
         * Chooses the books of the office or of a company, from the next approval on.
         * @description Roles: owner.
         */
        put: operations["SetSink"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sinks:rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The exact files or rows that would be written to the chosen books. Writes nothing.
         * @description Roles: owner, accountant.
         */
        post: operations["RehearsePosting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sinks:reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets a company follow its office again, or the office have CSV files.
         * @description Roles: owner.
         */
        post: operations["ResetSink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sinks:test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tests the connection to books that are chosen, or to others before choosing them. Leaves nothing behind there.
         * @description Roles: owner.
         */
        post: operations["TestSink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppliers/{cui}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A supplier as it was on a day. Asks nobody while you wait: what is not known yet is asked next.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetSupplier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins an upload that may be interrupted (tus 1.0); a body is its first piece.
         * @description Roles: owner, accountant, client.
         */
        post: operations["CreateUpload"];
        delete?: never;
        /** What this server can do of tus 1.0. */
        options: operations["DescribeUploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets an upload; a document that it became stays. */
        delete: operations["EndUpload"];
        options?: never;
        /** Where an upload stands. A request that still seems to bring its bytes is ended. */
        head: operations["GetUpload"];
        /**
         * Brings the next piece. The last one is answered once the document is stored.
         * @description 423 while another request brings one, 409 for a wrong offset, 460 for a wrong checksum.
         */
        patch: operations["ContinueUpload"];
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The office's users, by e-mail.
         * @description Roles: owner.
         */
        get: operations["ListUsers"];
        put?: never;
        /**
         * Adds a user.
         * @description Roles: owner.
         */
        post: operations["CreateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One user.
         * @description Roles: owner.
         */
        get: operations["GetUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the fields that the mask names.
         * @description Roles: owner.
         */
        patch: operations["UpdateUser"];
        trace?: never;
    };
    "/api/v1/users/{id}:resetPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives somebody else a new first password in place of one that was lost, and ends their sessions. Who did it and when is kept. One's own password is changed by ChangePassword.
         * @description Roles: owner.
         */
        post: operations["ResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The vehicles of a company, by plate and day.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["ListVehicles"];
        put?: never;
        /**
         * Adds a vehicle, or other values of a known one from a later day on.
         * @description Roles: owner, accountant.
         */
        post: operations["CreateVehicle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vehicles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One vehicle.
         * @description Roles: owner, accountant, viewer.
         */
        get: operations["GetVehicle"];
        /**
         * Replaces the values of a vehicle; its company stays.
         * @description Roles: owner, accountant.
         */
        put: operations["UpdateVehicle"];
        post?: never;
        /**
         * Takes a vehicle off the list; notes that were built with it stay.
         * @description Roles: owner, accountant.
         */
        delete: operations["DeleteVehicle"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account of the chart. */
        Account: {
            /** @description Number, such as 6022. */
            code: string;
            /** @description Romanian name. */
            name: string;
        };
        /** @description Why an expense account was chosen. */
        AccountReason: {
            /** @description The account. */
            account: string;
            /** @description chosen (by who approves this note), supplier_rule, corrected (an earlier choice by hand), learned, keyword or default. */
            basis: string;
            /** @description The rule's fiscal code, the day of the earlier choice, the keyword, or of the earlier approvals those with this account, such as 11/12. */
            detail: string;
        };
        /** @description The expense account of one supplier. */
        AccountRule: {
            /** @description Supplier's fiscal code, digits only. */
            supplier_cui: string;
            /** @description Expense account. */
            account: string;
        };
        /** @description How long one company's documents wait, in days since they were received. */
        AgeingOfDocuments: {
            /** @description The company. */
            client_id: string;
            /**
             * Format: int32
             * @description Received today or yesterday.
             */
            days_0_1: number;
            /**
             * Format: int32
             * @description Received two or three days ago.
             */
            days_2_3: number;
            /**
             * Format: int32
             * @description Received four to seven days ago.
             */
            days_4_7: number;
            /**
             * Format: int32
             * @description Received before.
             */
            days_8_up: number;
        };
        /** @description One document to approve. */
        ApprovalInput: {
            /**
             * Format: uuid
             * @description Identifier of the document.
             */
            id: string;
            /**
             * Format: int32
             * @description Revision that the caller saw; zero skips the comparison.
             */
            revision?: number;
        };
        /** @description What became of one document. */
        ApprovalResult: {
            /** @description Identifier of the document. */
            id: string;
            /** @description The document as a list shows it, approved now or before. */
            document?: components["schemas"]["Document"];
            /** @description Why it was not approved. */
            problem?: components["schemas"]["Problem"];
        };
        /** @description Which document is approved. */
        ApproveDocumentRequestInput: {
            /**
             * Format: int32
             * @description Revision that the caller saw; zero skips the comparison.
             */
            revision?: number;
            /** @description What a person says about the note, as it was shown to it by PreviewNote. */
            booking?: components["schemas"]["BookingInput"];
        };
        /** @description Which documents are approved. */
        ApproveDocumentsRequestInput: {
            /** @description Each with the revision that the caller saw. */
            items?: components["schemas"]["ApprovalInput"][];
        };
        /** @description What became of each. */
        ApproveDocumentsResponse: {
            /** @description In the order of the request. */
            results: components["schemas"]["ApprovalResult"][];
        };
        /** @description What a person says about the note of a document and no paper does. Everything left out is left to the rules. */
        Booking: {
            /** @description Whether an employee paid, out of an advance (avans de trezorerie) or of its own pocket: what a bank's card, cash or nothing that was read would say then does not count. Absent leaves it to the office's settings. */
            paid_from_advance?: boolean;
            /** @description Account of the purchase, or an analytic of it such as 6022.01, only where a person chose another than the one proposed. An approval with it teaches at once: it is proposed for the supplier's next document. */
            account: string;
        };
        /** @description What a person says about the note of a document and no paper does. Everything left out is left to the rules. */
        BookingInput: {
            /** @description Whether an employee paid, out of an advance (avans de trezorerie) or of its own pocket: what a bank's card, cash or nothing that was read would say then does not count. Absent leaves it to the office's settings. */
            paid_from_advance?: boolean;
            /** @description Account of the purchase, or an analytic of it such as 6022.01, only where a person chose another than the one proposed. An approval with it teaches at once: it is proposed for the supplier's next document. */
            account?: string;
        };
        /** @description Where a value stands. */
        Box: {
            /**
             * Format: int32
             * @description Page of the file, from 1.
             */
            page: number;
            /** @description x and y of the top left, top right, bottom right and bottom left corner, as fractions of the page as shown. */
            quad: number[];
        };
        /** @description Where a value stands. */
        BoxInput: {
            /**
             * Format: int32
             * @description Page of the file, from 1.
             */
            page?: number;
            /** @description x and y of the top left, top right, bottom right and bottom left corner, as fractions of the page as shown. */
            quad?: number[];
        };
        /** @description Who bought, as printed on the document. */
        Buyer: {
            /** @description Registered name. */
            name?: string;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string;
        };
        /** @description Who bought, as printed on the document. */
        BuyerInput: {
            /** @description Registered name. */
            name?: string;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string;
        };
        /** @description Who bought, as printed on the document. */
        BuyerPatch: {
            /** @description Registered name. */
            name?: string | null;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string | null;
        };
        /** @description Which payment to take back. */
        CancelPaymentRequestInput: {
            /** @description Day that the storno is booked on, ISO 8601, in a month that is open; empty for today. */
            date?: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A password change. */
        ChangePasswordRequestInput: {
            /** @description The present password. */
            current_password: string;
            /** @description The new one, at least ten characters. */
            new_password: string;
        };
        /** @description One rule that applied to the document. */
        Check: {
            /** @description Stable name of the rule. */
            name: string;
            /** @description Whether it holds. */
            ok: boolean;
            /** @description The numbers behind it. */
            detail: string;
        };
        /** @description One rule that applied to the document. */
        CheckInput: {
            /** @description Stable name of the rule. */
            name?: string;
            /** @description Whether it holds. */
            ok?: boolean;
            /** @description The numbers behind it. */
            detail?: string;
        };
        /** @description A company that the office keeps the books of. */
        Client: {
            /** @description Identifier, a UUID. */
            id: string;
            /** @description Registered name. */
            name: string;
            /** @description Fiscal code, digits only, with a valid check digit; RO in front is accepted and taken off. */
            cui: string;
            /** @description Number in the trade register, such as J40/1234/2020. */
            registration_number: string;
            /** @description Postal address. */
            address: string;
            /** @description Contact's e-mail address. */
            email: string;
            /** @description Contact's telephone number. */
            phone: string;
            /** @description Registered for VAT. */
            vat_payer: boolean;
            /** @description Applies TVA la încasare (VAT on collection). */
            vat_on_collection: boolean;
            /**
             * Format: date-time
             * @description When it was added.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            update_time?: string;
        };
        /** @description A company that the office keeps the books of. */
        ClientInput: {
            /** @description Identifier, a UUID. */
            id?: string;
            /** @description Registered name. */
            name: string;
            /** @description Fiscal code, digits only, with a valid check digit; RO in front is accepted and taken off. */
            cui: string;
            /** @description Number in the trade register, such as J40/1234/2020. */
            registration_number?: string;
            /** @description Postal address. */
            address?: string;
            /** @description Contact's e-mail address. */
            email?: string;
            /** @description Contact's telephone number. */
            phone?: string;
            /** @description Registered for VAT. */
            vat_payer?: boolean;
            /** @description Applies TVA la încasare (VAT on collection). */
            vat_on_collection?: boolean;
            /**
             * Format: date-time
             * @description When it was added.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            update_time?: string;
        };
        /** @description A company that the office keeps the books of. */
        ClientPatch: {
            /** @description Identifier, a UUID. */
            id?: string | null;
            /** @description Registered name. */
            name?: string | null;
            /** @description Fiscal code, digits only, with a valid check digit; RO in front is accepted and taken off. */
            cui?: string | null;
            /** @description Number in the trade register, such as J40/1234/2020. */
            registration_number?: string | null;
            /** @description Postal address. */
            address?: string | null;
            /** @description Contact's e-mail address. */
            email?: string | null;
            /** @description Contact's telephone number. */
            phone?: string | null;
            /** @description Registered for VAT. */
            vat_payer?: boolean | null;
            /** @description Applies TVA la încasare (VAT on collection). */
            vat_on_collection?: boolean | null;
            /** @description When it was added. */
            create_time?: string | null;
            /** @description When it was last changed. */
            update_time?: string | null;
        };
        /** @description Which month to close. */
        ClosePeriodRequestInput: {
            /**
             * Format: uuid
             * @description Company.
             */
            client_id: string;
            /** @description Month, such as 2025-08. */
            month?: string;
        };
        /** @description One corrected field. */
        Correction: {
            /** @description Identifier, a UUID. */
            id: string;
            /** @description Path of the field, such as supplier.cui. Of a document as a whole: client_id where it was moved, files where it was merged or split, merged_into where it went into another one. */
            field: string;
            /** @description JSON of the value before; empty where there was none. */
            old_value: string;
            /** @description JSON of the value after; empty where it was cleared. */
            new_value: string;
            /** @description E-mail of who corrected it. */
            corrected_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            create_time?: string;
        };
        /** @description Who logs in. */
        CreateSessionRequestInput: {
            /** @description E-mail address of the user. */
            email: string;
            /** @description Password. */
            password: string;
        };
        /** @description A user to add. */
        CreateUserRequestInput: {
            /** @description The user; id and time are set by the service. */
            user: components["schemas"]["UserInput"];
            /** @description First password, at least ten characters. */
            password: string;
        };
        /**
         * @description Which way a cut runs.
         * @enum {string}
         */
        CutPageRequestDirection: "DIRECTION_UNSPECIFIED" | "DIRECTION_ACROSS" | "DIRECTION_DOWN";
        /** @description Where a page is cut. */
        CutPageRequestInput: {
            /**
             * Format: int32
             * @description Number of the page through all files of the document, from 1.
             */
            page?: number;
            /** @description Which way the cut runs. */
            direction?: components["schemas"]["CutPageRequestDirection"];
            /**
             * Format: int32
             * @description Where, in ten-thousandths of the page as it is shown: of its height from the top, or of its width from the left.
             */
            position?: number;
            /**
             * Format: int32
             * @description Revision that the caller saw; zero skips the comparison.
             */
            revision?: number;
        };
        /** @description The documents that came of it. */
        CutPageResponse: {
            /** @description The one that was cut, then the new one. */
            documents: components["schemas"]["Document"][];
        };
        /**
         * @description What becomes of them.
         * @enum {string}
         */
        DecideDuplicateRequestDecision: "DECISION_UNSPECIFIED" | "DECISION_KEEP_BOTH" | "DECISION_REJECT_THIS";
        /** @description A decision on two documents that may be the same purchase. */
        DecideDuplicateRequestInput: {
            /**
             * Format: uuid
             * @description The one that it may be.
             */
            other_id: string;
            /** @description What becomes of them. */
            decision: components["schemas"]["DecideDuplicateRequestDecision"];
            /**
             * Format: int32
             * @description Refuses if the document has changed since this revision; zero skips the comparison.
             */
            revision?: number;
        };
        /** @description A photographed or uploaded receipt or invoice. */
        Document: {
            /** @description Identifier minted by the client, a UUID. */
            id: string;
            /** @description Company that the document belongs to. */
            client_id: string;
            /** @description Where it stands. */
            state: components["schemas"]["DocumentState"];
            /** @description Name of the file as uploaded, without folders. */
            filename: string;
            /** @description Media type by content, not by name. */
            media_type: string;
            /**
             * Format: int32
             * @description Size of the file in bytes.
             */
            size: number;
            /** @description SHA-256 of the file, lower-case hexadecimal. */
            sha256: string;
            /** @description First document of the same company with the same bytes. */
            duplicate_of?: string;
            /**
             * Format: int32
             * @description Position among several receipts found in one file, from 1.
             */
            part?: number;
            /** @description Document whose file this one was found in, where part is above 1. */
            part_of?: string;
            /** @description What was read, with corrections applied. */
            extraction?: components["schemas"]["Extraction"];
            /** @description Why it failed, or why the books refused it. */
            problem?: components["schemas"]["Problem"];
            /** @description Why an accountant refused it. */
            rejection_reason: string;
            /**
             * Format: int32
             * @description Grows with each change; approve and correct may name it to refuse what changed meanwhile.
             */
            revision: number;
            /**
             * Format: date-time
             * @description When it was stored.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            update_time?: string;
            /** @description E-mail of who uploaded it. */
            created_by: string;
            /** @description E-mail of who approved it. */
            approved_by: string;
            /** @description Documents of the same company that may be the same purchase, such as the e-Factura of a photographed invoice. */
            possible_duplicates: components["schemas"]["PossibleDuplicate"][];
            /** @description What was said about the note at the last approval; absent if nothing was. */
            booking?: components["schemas"]["Booking"];
            /** @description The files that are read, in order; what this message calls its file is the first of them as it was uploaded. */
            files: components["schemas"]["File"][];
            /** @description Everything in the files is one document: the sender said so, or a person did by merging or splitting. */
            whole: boolean;
            /**
             * Format: int32
             * @description Number of pages over all files, by which pages and boxes are numbered; absent until the files were read.
             */
            page_count?: number;
            /**
             * Format: int32
             * @description First of the pages that are this document's own, where several documents were found in one file.
             */
            first_page?: number;
            /**
             * Format: int32
             * @description Last of them.
             */
            last_page?: number;
            /** @description Changes whenever other pages are shown under the same numbers; names a version of their pictures. */
            pages_version: string;
            /** @description Document that this one's pages went into, where it was merged. */
            merged_into?: string;
        };
        /** @description Data of the event `document`. */
        DocumentEvent: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            client_id: string;
            state: components["schemas"]["DocumentState"];
            revision: number;
        };
        /**
         * @description Where a document stands on its way.
         * @enum {string}
         */
        DocumentState: "STATE_UNSPECIFIED" | "RECEIVED" | "READING" | "REVIEW" | "APPROVED" | "POSTED" | "REJECTED" | "FAILED";
        /** @description What a currency cost in lei. */
        ExchangeRate: {
            /** @description ISO 4217 code of the document's currency. */
            currency: string;
            /** @description Lei as the National Bank prints it, such as 4.9765, or 1.2932/100 for a hundred units. */
            rate: string;
            /** @description Day that the rate was published for, ISO 8601. */
            date: string;
        };
        /** @description A file to read. */
        ExtractRequestInput: {
            /** @description The file; base64 over REST. */
            content: string;
            /** @description Name that the result repeats. */
            filename?: string;
            /** @description Everything in the file is one document, however many receipts or invoices its pages look like. */
            whole?: boolean;
        };
        /** @description What was read. */
        ExtractResponse: {
            /** @description One for each receipt or invoice in the file. */
            extractions: components["schemas"]["Extraction"][];
            /** @description How many pages were read of each file; zero for an e-Factura, which has none. */
            page_counts: number[];
            /** @description The pages of each extraction, in the order of the extractions. */
            page_ranges: components["schemas"]["PageRange"][];
            /** @description All words of each page that has some, in the order of the pages. */
            words: components["schemas"]["PageWords"][];
        };
        /** @description Everything that was read from one receipt or invoice. Field names and formats are a fixed public contract: amounts are decimal strings with a dot and two decimals, rates are percent strings without trailing zeros, dates are ISO 8601. A field that is absent was not read. */
        Extraction: {
            /** @description Name of the file that was read, without folders. */
            file?: string;
            /**
             * Format: int32
             * @description Position of this receipt among several in one file, from 1; absent where the file holds one.
             */
            part?: number;
            /**
             * @description receipt, invoice, credit_note or other.
             * @enum {string}
             */
            kind?: "receipt" | "invoice" | "credit_note" | "other";
            /**
             * @description Where the text came from: ocr, pdf_text or ubl.
             * @enum {string}
             */
            source?: "ocr" | "pdf_text" | "ubl";
            /** @description Who sold. */
            supplier?: components["schemas"]["Supplier"];
            /** @description Who bought, as printed. */
            buyer?: components["schemas"]["Buyer"];
            /** @description Series of an invoice. */
            series?: string;
            /** @description Number of the receipt or invoice. */
            number?: string;
            /** @description Civil date of issue, such as 2025-08-01. */
            issue_date?: string;
            /** @description Local time of issue, HH:MM or HH:MM:SS. */
            issue_time?: string;
            /** @description ISO 4217 code. */
            currency?: string;
            /** @description What is to be paid, VAT included. */
            total?: string;
            /** @description Total without VAT. */
            net_total?: string;
            /** @description VAT per rate. */
            vat: components["schemas"]["Vat"][];
            /** @description Sum of VAT over the rates. */
            vat_total?: string;
            /** @description How it was paid. */
            payments: components["schemas"]["Payment"][];
            /** @description Items sold. */
            lines: components["schemas"]["Line"][];
            /** @description Serial of the fiscal device. */
            fiscal_serial?: string;
            /** @description Certainty per field, 0 to 1; nested fields with dots, such as supplier.cui or vat.0.amount. */
            confidence: {
                [key: string]: number;
            };
            /** @description Where each value stands on the page, by the same names. */
            boxes: {
                [key: string]: components["schemas"]["Box"];
            };
            /** @description Every rule that applied, and whether it holds. */
            checks: components["schemas"]["Check"][];
            /** @description False only if every check that applies holds and every key value is confident. */
            needs_review: boolean;
            /** @description Why a person should look, as stable codes. */
            review_reasons: string[];
            /** @description The whole text, line by line. */
            text?: string;
            /**
             * Format: int32
             * @description Number of pages read.
             */
            pages?: number;
            /** @description Engine, weights and version that read it. */
            reader?: string;
            /**
             * Format: int32
             * @description Time spent reading, in milliseconds.
             */
            elapsed_ms?: number;
            /** @description Special ways of VAT that the document states: reverse_charge (taxare inversă), vat_on_collection (TVA la încasare). */
            regimes: ("reverse_charge" | "vat_on_collection")[];
        };
        /** @description Everything that was read from one receipt or invoice. Field names and formats are a fixed public contract: amounts are decimal strings with a dot and two decimals, rates are percent strings without trailing zeros, dates are ISO 8601. A field that is absent was not read. */
        ExtractionInput: {
            /** @description Name of the file that was read, without folders. */
            file?: string;
            /**
             * Format: int32
             * @description Position of this receipt among several in one file, from 1; absent where the file holds one.
             */
            part?: number;
            /**
             * @description receipt, invoice, credit_note or other.
             * @enum {string}
             */
            kind?: "receipt" | "invoice" | "credit_note" | "other";
            /**
             * @description Where the text came from: ocr, pdf_text or ubl.
             * @enum {string}
             */
            source?: "ocr" | "pdf_text" | "ubl";
            /** @description Who sold. */
            supplier?: components["schemas"]["SupplierInput"];
            /** @description Who bought, as printed. */
            buyer?: components["schemas"]["BuyerInput"];
            /** @description Series of an invoice. */
            series?: string;
            /** @description Number of the receipt or invoice. */
            number?: string;
            /** @description Civil date of issue, such as 2025-08-01. */
            issue_date?: string;
            /** @description Local time of issue, HH:MM or HH:MM:SS. */
            issue_time?: string;
            /** @description ISO 4217 code. */
            currency?: string;
            /** @description What is to be paid, VAT included. */
            total?: string;
            /** @description Total without VAT. */
            net_total?: string;
            /** @description VAT per rate. */
            vat?: components["schemas"]["VatInput"][];
            /** @description Sum of VAT over the rates. */
            vat_total?: string;
            /** @description How it was paid. */
            payments?: components["schemas"]["PaymentInput"][];
            /** @description Items sold. */
            lines?: components["schemas"]["LineInput"][];
            /** @description Serial of the fiscal device. */
            fiscal_serial?: string;
            /** @description Certainty per field, 0 to 1; nested fields with dots, such as supplier.cui or vat.0.amount. */
            confidence?: {
                [key: string]: number;
            };
            /** @description Where each value stands on the page, by the same names. */
            boxes?: {
                [key: string]: components["schemas"]["BoxInput"];
            };
            /** @description Every rule that applied, and whether it holds. */
            checks?: components["schemas"]["CheckInput"][];
            /** @description False only if every check that applies holds and every key value is confident. */
            needs_review?: boolean;
            /** @description Why a person should look, as stable codes. */
            review_reasons?: string[];
            /** @description The whole text, line by line. */
            text?: string;
            /**
             * Format: int32
             * @description Number of pages read.
             */
            pages?: number;
            /** @description Engine, weights and version that read it. */
            reader?: string;
            /**
             * Format: int32
             * @description Time spent reading, in milliseconds.
             */
            elapsed_ms?: number;
            /** @description Special ways of VAT that the document states: reverse_charge (taxare inversă), vat_on_collection (TVA la încasare). */
            regimes?: ("reverse_charge" | "vat_on_collection")[];
        };
        /** @description Everything that was read from one receipt or invoice. Field names and formats are a fixed public contract: amounts are decimal strings with a dot and two decimals, rates are percent strings without trailing zeros, dates are ISO 8601. A field that is absent was not read. */
        ExtractionPatch: {
            /** @description Name of the file that was read, without folders. */
            file?: string | null;
            /** @description Position of this receipt among several in one file, from 1; absent where the file holds one. */
            part?: number | null;
            /** @description receipt, invoice, credit_note or other. */
            kind?: ("receipt" | "invoice" | "credit_note" | "other") | null;
            /** @description Where the text came from: ocr, pdf_text or ubl. */
            source?: ("ocr" | "pdf_text" | "ubl") | null;
            /** @description Who sold. */
            supplier?: components["schemas"]["SupplierPatch"] | null;
            /** @description Who bought, as printed. */
            buyer?: components["schemas"]["BuyerPatch"] | null;
            /** @description Series of an invoice. */
            series?: string | null;
            /** @description Number of the receipt or invoice. */
            number?: string | null;
            /** @description Civil date of issue, such as 2025-08-01. */
            issue_date?: string | null;
            /** @description Local time of issue, HH:MM or HH:MM:SS. */
            issue_time?: string | null;
            /** @description ISO 4217 code. */
            currency?: string | null;
            /** @description What is to be paid, VAT included. */
            total?: string | null;
            /** @description Total without VAT. */
            net_total?: string | null;
            /** @description VAT per rate. */
            vat?: components["schemas"]["VatInput"][] | null;
            /** @description Sum of VAT over the rates. */
            vat_total?: string | null;
            /** @description How it was paid. */
            payments?: components["schemas"]["PaymentInput"][] | null;
            /** @description Items sold. */
            lines?: components["schemas"]["LineInput"][] | null;
            /** @description Serial of the fiscal device. */
            fiscal_serial?: string | null;
            /** @description Certainty per field, 0 to 1; nested fields with dots, such as supplier.cui or vat.0.amount. */
            confidence?: {
                [key: string]: number;
            } | null;
            /** @description Where each value stands on the page, by the same names. */
            boxes?: {
                [key: string]: components["schemas"]["BoxInput"];
            } | null;
            /** @description Every rule that applied, and whether it holds. */
            checks?: components["schemas"]["CheckInput"][] | null;
            /** @description False only if every check that applies holds and every key value is confident. */
            needs_review?: boolean | null;
            /** @description Why a person should look, as stable codes. */
            review_reasons?: string[] | null;
            /** @description The whole text, line by line. */
            text?: string | null;
            /** @description Number of pages read. */
            pages?: number | null;
            /** @description Engine, weights and version that read it. */
            reader?: string | null;
            /** @description Time spent reading, in milliseconds. */
            elapsed_ms?: number | null;
            /** @description Special ways of VAT that the document states: reverse_charge (taxare inversă), vat_on_collection (TVA la încasare). */
            regimes?: ("reverse_charge" | "vat_on_collection")[] | null;
        };
        FieldProblem: {
            /** @description Path of the field, such as supplier.cui. */
            field: string;
            /** @description What is wrong with it. */
            message: string;
        };
        /** @description A file of a document, or some pages of one. */
        File: {
            /** @description Name of the file as uploaded, without folders. */
            filename: string;
            /** @description Media type by content, not by name. */
            media_type: string;
            /**
             * Format: int32
             * @description Size of the file in bytes.
             */
            size: number;
            /** @description SHA-256 of the file, lower-case hexadecimal. */
            sha256: string;
            /**
             * Format: int32
             * @description First page that belongs to the document, from 1; absent where all do.
             */
            first_page?: number;
            /**
             * Format: int32
             * @description Last page that belongs to the document; absent where all do.
             */
            last_page?: number;
            /** @description The piece of its one page that belongs to the document; absent where the whole page does. It is a page of its own: boxes and pictures are of the piece. */
            region?: components["schemas"]["Region"];
        };
        /** @description Who the caller is. */
        GetCurrentUserResponse: {
            /** @description The user. */
            user?: components["schemas"]["User"];
            /** @description The user's office. */
            office?: components["schemas"]["Office"];
        };
        /** @description The rates for documents of the day; each absent if there is none. */
        GetExchangeRateResponse: {
            /** @description BNR's last rate published before the day. */
            bnr?: components["schemas"]["RateOfDay"];
            /** @description The office's own. */
            own?: components["schemas"]["RateOfDay"];
        };
        /** @description JSON Web Key Set (RFC 7517). */
        GetKeySetResponse: {
            /** @description The keys, the one in use first. */
            keys: components["schemas"]["Key"][];
        };
        /** @description The purchase journal. */
        GetPurchaseJournalResponse: {
            /** @description By date and number. */
            entries: components["schemas"]["PurchaseEntry"][];
            /** @description Sums over all entries, by VAT rate. */
            vat: components["schemas"]["JournalVat"][];
            /** @description Sum of totals, decimal string. */
            total: string;
        };
        /** @description The figures. */
        GetStatisticsResponse: {
            /** @description By month and company, in this order; only where there is something. */
            months: components["schemas"]["MonthOfDocuments"][];
            /** @description By company, whenever received; only where something waits. */
            ageing: components["schemas"]["AgeingOfDocuments"][];
            /** @description By month. */
            quality: components["schemas"]["ReadingQuality"][];
        };
        /** @description Base and VAT of one rate in a journal. */
        JournalVat: {
            /** @description Percent string. */
            rate: string;
            /** @description Taxable amount, decimal string. */
            base: string;
            /** @description VAT, decimal string. */
            amount: string;
            /** @description Share of the VAT that can't be deducted before it is paid (TVA neexigibilă), decimal string. */
            deferred: string;
        };
        /** @description One Ed25519 public key (RFC 8037). */
        Key: {
            /** @description Key type, OKP. */
            kty: string;
            /** @description Curve, Ed25519. */
            crv: string;
            /** @description Thumbprint that tokens name. */
            kid: string;
            /** @description Public key, base64url. */
            x: string;
            /** @description Use, sig. */
            use: string;
            /** @description Algorithm, Ed25519 (EdDSA by its full name, RFC 9864). */
            alg: string;
        };
        /** @description How often a supplier's documents were approved with an account. */
        LearnedAccount: {
            /** @description Supplier's fiscal code, digits only. */
            supplier_cui: string;
            /** @description Expense account. */
            account: string;
            /**
             * Format: int32
             * @description Documents in the books with it.
             */
            approvals: number;
        };
        /** @description One item. */
        Line: {
            /** @description Name of the goods or service. */
            description?: string;
            /** @description Quantity, a decimal. */
            quantity?: string;
            /** @description Unit of measure as printed. */
            unit?: string;
            /** @description Price of one unit, a decimal. */
            unit_price?: string;
            /** @description Amount of the line. */
            amount?: string;
            /** @description The till's letter for the line's rate. */
            vat_code?: string;
        };
        /** @description One item. */
        LineInput: {
            /** @description Name of the goods or service. */
            description?: string;
            /** @description Quantity, a decimal. */
            quantity?: string;
            /** @description Unit of measure as printed. */
            unit?: string;
            /** @description Price of one unit, a decimal. */
            unit_price?: string;
            /** @description Amount of the line. */
            amount?: string;
            /** @description The till's letter for the line's rate. */
            vat_code?: string;
        };
        /** @description The rules. */
        ListAccountRulesResponse: {
            /** @description By fiscal code. */
            rules: components["schemas"]["AccountRule"][];
            /** @description What approvals taught, by fiscal code and account. */
            learned: components["schemas"]["LearnedAccount"][];
        };
        /** @description The chart of accounts. */
        ListAccountsResponse: {
            /** @description By number. */
            accounts: components["schemas"]["Account"][];
        };
        /** @description A page of companies. */
        ListClientsResponse: {
            /** @description The companies. */
            clients: components["schemas"]["Client"][];
            /** @description Token of the next page; empty at the end. */
            next_page_token: string;
        };
        /** @description The history. */
        ListCorrectionsResponse: {
            /** @description Oldest first. */
            corrections: components["schemas"]["Correction"][];
        };
        /** @description A page of documents. */
        ListDocumentsResponse: {
            /** @description The documents; extractions come without text, lines and boxes. */
            documents: components["schemas"]["Document"][];
            /** @description Token of the next page; empty at the end. */
            next_page_token: string;
        };
        /** @description A page of notes. */
        ListNotesResponse: {
            /** @description The notes. */
            notes: components["schemas"]["Note"][];
            /** @description Token of the next page; empty at the end. */
            next_page_token: string;
        };
        /** @description The payments, those taken back included. Every amount is a decimal string. */
        ListPaymentsResponse: {
            /** @description In the order in which they were recorded. */
            payments: components["schemas"]["PurchasePayment"][];
            /** @description Still to be paid. */
            open: string;
            /** @description VAT that was deferred when the purchase was booked. */
            deferred: string;
            /** @description What of it payments made deductible since. */
            released: string;
            /** @description What of it still waits. */
            waiting: string;
        };
        /** @description The months; one answer holds them all. */
        ListPeriodsResponse: {
            /** @description The latest first. */
            periods: components["schemas"]["Period"][];
        };
        /** @description The reports. */
        ListReportsResponse: {
            /** @description In the order in which people look for them. */
            reports: components["schemas"]["ReportDescription"][];
        };
        /** @description A page of the history. */
        ListSettingChangesResponse: {
            /** @description The latest first. */
            changes: components["schemas"]["SettingChange"][];
            /** @description Token of the next page; empty at the end. */
            next_page_token: string;
        };
        /** @description The settings. */
        ListSettingsResponse: {
            /** @description By key. */
            settings: components["schemas"]["Setting"][];
        };
        /** @description What is chosen. */
        ListSinksResponse: {
            /** @description The office's last. */
            sinks: components["schemas"]["Sink"][];
            /** @description The kinds that there are. */
            kinds: string[];
        };
        /** @description A page of users. */
        ListUsersResponse: {
            /** @description The users. */
            users: components["schemas"]["User"][];
            /** @description Token of the next page; empty at the end. */
            next_page_token: string;
        };
        /** @description The vehicles; a company has few enough for one answer. */
        ListVehiclesResponse: {
            /** @description By plate and day. */
            vehicles: components["schemas"]["Vehicle"][];
        };
        /** @description The words. */
        ListWordsResponse: {
            /** @description Top to bottom; empty where there are none or the document was not read yet. */
            words: components["schemas"]["Word"][];
        };
        /** @description Which documents become one. */
        MergeDocumentsRequestInput: {
            /** @description The others, in the order of their pages. */
            ids?: string[];
            /**
             * Format: int32
             * @description Revision of the document that stays, as the caller saw it; zero skips the comparison.
             */
            revision?: number;
            /** @description Revisions of the others, in their order; empty skips the comparison, as does a zero. */
            revisions?: number[];
        };
        /** @description One company's documents of one month. */
        MonthOfDocuments: {
            /** @description Month in which they were received, such as 2026-11. */
            month: string;
            /** @description The company. */
            client_id: string;
            /**
             * Format: int32
             * @description All of them.
             */
            received: number;
            /**
             * Format: int32
             * @description In state RECEIVED, READING, REVIEW or FAILED now.
             */
            waiting: number;
            /**
             * Format: int32
             * @description In state APPROVED now.
             */
            approved: number;
            /**
             * Format: int32
             * @description In state POSTED now.
             */
            posted: number;
            /**
             * Format: int32
             * @description In state REJECTED now.
             */
            rejected: number;
            /**
             * Format: int32
             * @description In state FAILED now; they are among those that wait.
             */
            failed: number;
        };
        /** @description Which company a document belongs to. */
        MoveDocumentRequestInput: {
            /**
             * Format: uuid
             * @description The company.
             */
            client_id: string;
            /**
             * Format: int32
             * @description Revision that the caller saw; zero skips the comparison.
             */
            revision?: number;
        };
        /** @description A balanced accounting note (notă contabilă) built from one approved document. */
        Note: {
            /** @description Identifier, a UUID; empty for a draft. */
            id: string;
            /** @description Document that it was built from. */
            document_id: string;
            /** @description Company that it belongs to. */
            client_id: string;
            /** @description Name of the rule that built it. */
            rule: string;
            /** @description Legal source of the rule. */
            source: string;
            /** @description Civil date that it is booked on, ISO 8601. */
            date: string;
            /** @description Where it stands. */
            state: components["schemas"]["NoteState"];
            /** @description Debit = credit, line by line. */
            lines: components["schemas"]["NoteLine"][];
            /** @description ISO 4217 code of the amounts. */
            currency: string;
            /** @description Why the expense account was chosen. */
            account_reason?: components["schemas"]["AccountReason"];
            /** @description What an accountant should know before approving, as stable codes. */
            warnings: string[];
            /** @description Name of the sink that it was posted to. */
            sink: string;
            /**
             * Format: date-time
             * @description When it was stored.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When it was posted.
             */
            post_time?: string;
            /** @description Why the rules or the sink refused it, as a stable code; empty unless REFUSED. */
            refusal_reason: string;
            /** @description The same in a sentence in the caller's language. */
            refusal_message: string;
            /** @description Note in the books that this one takes back (storno in red: the same accounts, negative amounts). */
            storno_of?: string;
            /** @description Note that takes this one back, from when it was asked for. */
            storno_by?: string;
            /** @description Rate that a document in another currency was booked at; absent for one in lei. */
            exchange_rate?: components["schemas"]["ExchangeRate"];
            /** @description Note whose deferred VAT this one makes deductible, because of a payment. */
            release_of?: string;
            /** @description VAT that could not be deducted when it was booked, because it waits for the payment; decimal string. */
            deferred_vat: string;
        };
        /** @description One line: the same amount on a debit and a credit account. */
        NoteLine: {
            /** @description Debit account, such as 6022. */
            debit: string;
            /** @description Credit account, such as 401. */
            credit: string;
            /** @description Decimal string with a dot and two decimals. */
            amount: string;
            /** @description Percent string of the VAT rate that the line belongs to. */
            vat_rate?: string;
            /** @description Fiscal code of the partner. */
            partner_cui: string;
            /** @description What the line says in the books. */
            explanation: string;
        };
        /**
         * @description Where a note stands.
         * @enum {string}
         */
        NoteState: "STATE_UNSPECIFIED" | "DRAFT" | "PENDING" | "POSTED" | "REFUSED";
        /** @description An accounting office. */
        Office: {
            /** @description Identifier, a UUID. */
            id: string;
            /** @description Name as shown. */
            name: string;
        };
        /** @description Some pages in a row, numbered through all files of a document. */
        PageRange: {
            /**
             * Format: int32
             * @description The first, from 1; zero where there is none.
             */
            first_page: number;
            /**
             * Format: int32
             * @description The last.
             */
            last_page: number;
        };
        /** @description The words on one page. */
        PageWords: {
            /**
             * Format: int32
             * @description Number of the page through all files, from 1.
             */
            page: number;
            /** @description Top to bottom, one paper after the other. */
            words: components["schemas"]["Word"][];
        };
        /** @description One means of payment. */
        Payment: {
            /**
             * @description CARD, CASH, VOUCHER, TRANSFER or OTHER.
             * @enum {string}
             */
            method?: "CARD" | "CASH" | "VOUCHER" | "TRANSFER" | "OTHER";
            /** @description Amount; for CASH what was due, not the banknotes handed over. */
            amount?: string;
        };
        /** @description One means of payment. */
        PaymentInput: {
            /**
             * @description CARD, CASH, VOUCHER, TRANSFER or OTHER.
             * @enum {string}
             */
            method?: "CARD" | "CASH" | "VOUCHER" | "TRANSFER" | "OTHER";
            /** @description Amount; for CASH what was due, not the banknotes handed over. */
            amount?: string;
        };
        /** @description A month of a company's books. */
        Period: {
            /** @description Company. */
            client_id: string;
            /** @description Month, such as 2025-08. */
            month: string;
            /** @description Whether nothing more is posted into it. */
            closed: boolean;
            /** @description E-mail of who closed or reopened it last; empty for a month that never was closed. */
            changed_by: string;
            /**
             * Format: date-time
             * @description When it was closed or reopened last.
             */
            change_time?: string;
            /** @description Why it was reopened, as said then. */
            reason: string;
            /**
             * Format: int32
             * @description Notes dated in it that are in the books.
             */
            notes: number;
        };
        /** @description Another document that may be the same purchase. */
        PossibleDuplicate: {
            /** @description The other document. */
            document_id: string;
            /** @description Whether a person decided that both stay. Until then the younger one can't be approved. */
            kept: boolean;
        };
        /** @description What a note would be built from. */
        PreviewNoteRequestInput: {
            /**
             * Format: uuid
             * @description Company that the document belongs to.
             */
            client_id: string;
            /**
             * Format: uuid
             * @description Document, repeated in the draft.
             */
            document_id?: string;
            /** @description What was read, with the corrections made so far. */
            extraction: components["schemas"]["ExtractionInput"];
            /** @description What a person says about the note so far. */
            booking?: components["schemas"]["BookingInput"];
        };
        /** @description Something that kept a document from going on. */
        Problem: {
            /** @description Stable code, such as encrypted_pdf. */
            reason: string;
            /** @description A sentence in the caller's language. */
            message: string;
        };
        /** @description Problem details (RFC 9457). */
        ProblemDetails: {
            /** @description Names the kind of problem. */
            type: string;
            /** @description The kind of problem in a few words. */
            title: string;
            /** @description HTTP status. */
            status: number;
            /** @description A sentence for the person at the screen. */
            detail: string;
            /** @description Stable code, such as encrypted_pdf. */
            reason: string;
            /** @description What is wrong with single fields. */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description Uploads: the file that was refused. */
            filename?: string;
            /** @description Uploads: the files that were stored before the one that was refused. */
            documents?: {
                /** Format: uuid */
                id: string;
                filename: string;
            }[];
        };
        /** @description One document in the purchase journal. */
        PurchaseEntry: {
            /** @description Note that it was booked by. */
            note_id: string;
            /** @description Document that it was built from. */
            document_id: string;
            /** @description Civil date, ISO 8601. */
            date: string;
            /** @description Number of the document, with its series. */
            number: string;
            /** @description Supplier's name. */
            supplier_name: string;
            /** @description Supplier's fiscal code. */
            supplier_cui: string;
            /** @description Total with VAT, decimal string. */
            total: string;
            /** @description Base and VAT by rate. */
            vat: components["schemas"]["JournalVat"][];
            /** @description Part of the total without deductible VAT, decimal string. */
            non_deductible: string;
        };
        /** @description What was paid of a purchase whose VAT waits for its payment (TVA la încasare). It makes that VAT deductible in the same proportion; the payment itself is booked from the bank's or the till's records. */
        PurchasePayment: {
            /** @description Identifier minted by the client, a UUID. */
            id: string;
            /** @description Note of the purchase. */
            note_id: string;
            /** @description Civil date of the payment, ISO 8601. */
            date: string;
            /** @description What was paid in lei of the total as it was booked, decimal string; negative for a credit note. */
            amount: string;
            /** @description Where it stands. */
            state: components["schemas"]["PurchasePaymentState"];
            /** @description Note that releases its VAT (4426 = 4428); absent where there was not a ban to release. */
            release_id?: string;
            /** @description VAT that it made deductible, decimal string. */
            released: string;
            /** @description E-mail of who recorded it. */
            recorded_by: string;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            record_time?: string;
        };
        /**
         * @description Where a payment stands.
         * @enum {string}
         */
        PurchasePaymentState: "STATE_UNSPECIFIED" | "PENDING" | "POSTED" | "REFUSED" | "CANCELLED";
        /** @description Lei for units of a currency. */
        RateOfDay: {
            /** @description ISO 4217 code. */
            currency: string;
            /** @description For BNR's rate the day of its publication, for an own one the day of the documents; ISO 8601. */
            date: string;
            /** @description Decimal string with a dot and four decimals. */
            rate: string;
            /**
             * Format: int32
             * @description For so many units of the currency: 1, or 100 for HUF, JPY …
             */
            units: number;
            /** @description bnr, or the e-mail of who entered it. */
            source: string;
        };
        /** @description How well the documents of one month were read. */
        ReadingQuality: {
            /** @description Month in which they were received, such as 2026-11. */
            month: string;
            /**
             * Format: int32
             * @description Documents that were read.
             */
            read: number;
            /**
             * Format: int32
             * @description Of these, those that needed no review as they were read.
             */
            without_review: number;
            /**
             * Format: int32
             * @description Of those read, those approved or in the books now.
             */
            approved: number;
            /**
             * Format: int32
             * @description Of these, those in which nobody corrected anything.
             */
            approved_unchanged: number;
            /** @description How often each field was corrected in that month. */
            corrections: {
                [key: string]: number;
            };
        };
        /** @description What was paid. */
        RecordPaymentRequestInput: {
            /**
             * Format: uuid
             * @description Identifier for the payment, minted by the client.
             */
            id: string;
            /** @description Civil date of the payment, ISO 8601, in a month that is open. */
            date?: string;
            /** @description What was paid in lei, decimal string with two decimals, at most what is still open. */
            amount?: string;
        };
        /** @description What a session is continued with. */
        RefreshSessionRequestInput: {
            /** @description The newest refresh token of the family; over REST the cookie carries it. */
            refresh_token?: string;
        };
        /** @description A rectangle of a page as a viewer shows it, in ten-thousandths of the page's width and height from its top left. */
        Region: {
            /**
             * Format: int32
             * @description Left edge.
             */
            left: number;
            /**
             * Format: int32
             * @description Upper edge.
             */
            top: number;
            /**
             * Format: int32
             * @description Right edge.
             */
            right: number;
            /**
             * Format: int32
             * @description Lower edge.
             */
            bottom: number;
        };
        /** @description A company in ANAF's registers. */
        RegisteredSupplier: {
            /** @description Fiscal code, digits only. */
            cui: string;
            /** @description Whether there are facts. */
            status: components["schemas"]["RegisteredSupplierStatus"];
            /** @description Name in the register. */
            name: string;
            /** @description Registered for VAT (Cod fiscal art. 316); absent if not known. */
            vat_payer?: boolean;
            /** @description Applies TVA la încasare; absent if not known. */
            vat_on_collection?: boolean;
            /** @description In the register of inactive taxpayers; absent if not known. */
            inactive?: boolean;
            /** @description Day that the facts are of, ISO 8601: the one asked for, or one of the 30 before it. */
            asked_on: string;
            /** @description Who says so: anaf. */
            source: string;
            /**
             * Format: date-time
             * @description When it was said.
             */
            fetch_time?: string;
        };
        /**
         * @description What is known.
         * @enum {string}
         */
        RegisteredSupplierStatus: "STATUS_UNSPECIFIED" | "FOUND" | "NOT_FOUND" | "NOT_ASKED";
        /** @description What would be posted: a note that is stored, or one that an approval would build. */
        RehearsePostingRequestInput: {
            /**
             * Format: uuid
             * @description A stored note.
             */
            note_id?: string;
            /**
             * Format: uuid
             * @description Without a note: the company that the document belongs to.
             */
            client_id?: string;
            /** @description Without a note: what was read, with the corrections made so far. */
            extraction?: components["schemas"]["ExtractionInput"];
            /** @description Without a note: what a person says about it so far. */
            booking?: components["schemas"]["BookingInput"];
        };
        /** @description What would be written. */
        RehearsePostingResponse: {
            /** @description Kind of the books that would take it. */
            sink: string;
            /** @description Files, for books that are files. */
            files: components["schemas"]["RehearsedFile"][];
            /** @description Rows, for books that are a database. */
            rows: components["schemas"]["RehearsedRow"][];
            /** @description Files of the document that would be kept beside the note. */
            attachments: components["schemas"]["RehearsedAttachment"][];
        };
        /** @description A file of the document as it would be kept beside the note. */
        RehearsedAttachment: {
            /** @description Name that it would be opened by. */
            name: string;
            /** @description Bytes. */
            size: string;
        };
        /** @description A file as it would be written. */
        RehearsedFile: {
            /** @description Path under the place for the files. */
            path: string;
            /** @description Its bytes. */
            content: string;
        };
        /** @description A row as it would be written. */
        RehearsedRow: {
            /** @description Values by column; a column without a value is absent. */
            values: {
                [key: string]: string;
            };
        };
        /** @description Which document is refused, and why. */
        RejectDocumentRequestInput: {
            /** @description A sentence for the client. */
            reason: string;
        };
        /** @description Something to know about a change that was made all the same. */
        Remark: {
            /** @description Stable code, such as valid_from_in_past. */
            reason: string;
            /** @description A sentence in the caller's language. */
            message: string;
        };
        /** @description Which month to open. */
        ReopenPeriodRequestInput: {
            /**
             * Format: uuid
             * @description Company.
             */
            client_id: string;
            /** @description Month, such as 2025-08. */
            month?: string;
            /** @description Why; kept with the month. */
            reason: string;
        };
        /** @description A table over the notes in the books. Headings and words are in the caller's language; columns say what their values are, so that a program can draw a report that it never heard of. */
        Report: {
            /** @description Its title. */
            title: string;
            /** @description What each value of a row is. */
            columns: components["schemas"]["ReportColumn"][];
            /** @description The rows, in the order of the report. */
            rows: components["schemas"]["ReportRow"][];
            /** @description The totals, a value for each column, empty where a column has none; absent where nothing is summed up. */
            totals?: components["schemas"]["ReportRow"];
            /** @description Stable name, such as vat-summary. */
            name: string;
            /** @description Whom it is of, where it is of one supplier alone. */
            subject: string;
        };
        /** @description A column of a report. */
        ReportColumn: {
            /** @description Stable name, such as supplier_cui. */
            name: string;
            /** @description Heading. */
            title: string;
            /** @description What its values are. */
            kind: components["schemas"]["ReportColumnKind"];
            /** @description Whether the totals have its sum. */
            summed: boolean;
        };
        /**
         * @description What the values of a column are. A value that is not there or not known is empty.
         * @enum {string}
         */
        ReportColumnKind: "KIND_UNSPECIFIED" | "KIND_TEXT" | "KIND_DATE" | "KIND_MONTH" | "KIND_AMOUNT" | "KIND_RATE" | "KIND_COUNT" | "KIND_CODE";
        /** @description A report that can be asked for. */
        ReportDescription: {
            /** @description Stable name, such as vat-summary. */
            name: string;
            /** @description Its title. */
            title: string;
            /** @description What it answers, in a sentence. */
            description: string;
            /** @description Whether it is of one supplier, whose fiscal code then has to be given. */
            needs_supplier: boolean;
            /** @description The formats of its files, such as csv. */
            formats: string[];
        };
        /** @description A row of a report. */
        ReportRow: {
            /** @description One a column, as its kind says. */
            values: string[];
            /** @description Document that the row is of; empty where it is of several, or of none. */
            document_id: string;
        };
        /** @description Whose password is lost. */
        ResetPasswordRequestInput: {
            /** @description The new first password, at least ten characters. */
            password: string;
        };
        /** @description Whose choice to undo. */
        ResetSinkRequestInput: {
            /**
             * Format: uuid
             * @description Company; empty for the office.
             */
            client_id?: string;
        };
        /** @description Which document is read again. */
        RetryDocumentRequestInput: Record<string, never>;
        /**
         * @description What a user may do.
         * @enum {string}
         */
        Role: "ROLE_UNSPECIFIED" | "ROLE_OWNER" | "ROLE_ACCOUNTANT" | "ROLE_VIEWER" | "ROLE_CLIENT";
        /** @description A session; its tokens also come as HttpOnly cookies. */
        Session: {
            /** @description Sent as `Authorization: Bearer`. */
            access_token: string;
            /** @description Seconds until it ends. */
            expires_in: number;
        };
        /** @description The rule to set. */
        SetAccountRuleRequestInput: {
            /** @description Expense account of the chart. */
            account: string;
        };
        /** @description The rate to enter. */
        SetExchangeRateRequestInput: {
            /** @description Lei, a decimal string with at most four decimals. */
            rate: string;
            /**
             * Format: int32
             * @description For so many units; 1 if zero.
             */
            units?: number;
        };
        /** @description What to set. */
        SetSettingRequestInput: {
            /**
             * Format: uuid
             * @description Company that it is for; empty for the whole office.
             */
            client_id?: string;
            /** @description First day that it holds on, ISO 8601; empty for today. A day in the past is taken, with a remark. */
            valid_from?: string;
            /** @description New value; absent to go back to what holds without it: the office's value, or the default. */
            value?: components["schemas"]["SettingValueInput"];
        };
        /** @description What was set. */
        SetSettingResponse: {
            /** @description The entry as stored. */
            change?: components["schemas"]["SettingChange"];
            /** @description What to know about it. */
            remarks: components["schemas"]["Remark"][];
        };
        /** @description The books to choose. */
        SetSinkRequestInput: {
            /**
             * Format: uuid
             * @description Company that they are for; empty for the office.
             */
            client_id?: string;
            /** @description csv, xlsx, saga, winmentor, roa. */
            kind: string;
            /** @description Everything but the secrets, by name. */
            configuration?: {
                [key: string]: unknown;
            };
            /** @description Secrets to store, by name. Those left out stay as they are, as long as the kind is the same. */
            secrets?: {
                [key: string]: string;
            };
        };
        /** @description A value that an office chooses for its notes, as it holds on a day. */
        Setting: {
            /** @description Name, such as default_expense. */
            key: string;
            /** @description The value; absent where the law names none for the day. */
            value?: components["schemas"]["SettingValue"];
            /** @description What values are: account, account_or_none, accounts, bani, share, rate, rates, choice or cuis. */
            kind: string;
            /** @description The values that a choice may have. */
            choices: string[];
            /** @description Where the default comes from, such as a law. */
            source: string;
            /** @description Who chose it: default (nobody), office or company. */
            origin: string;
            /** @description First day that the value holds on, ISO 8601; empty for the default. */
            valid_from: string;
            /** @description E-mail of who set it; empty for the default. */
            set_by: string;
            /**
             * Format: date-time
             * @description When it was set.
             */
            set_time?: string;
        };
        /** @description One entry of the history of settings: entries are only ever added. */
        SettingChange: {
            /** @description Identifier, a UUID. */
            id: string;
            /** @description Name of the setting. */
            key: string;
            /** @description Company that it was set for; empty for the whole office. */
            client_id: string;
            /** @description First day that the new value holds on, ISO 8601. */
            valid_from: string;
            /** @description New value; absent where the setting went back to what holds without it. */
            value?: components["schemas"]["SettingValue"];
            /** @description What was set at the same place for that day before; absent where nothing was. */
            old_value?: components["schemas"]["SettingValue"];
            /** @description E-mail of who set it. */
            set_by: string;
            /**
             * Format: date-time
             * @description When it was set.
             */
            set_time?: string;
        };
        /** @description A value as text: an account, an amount such as 500.00, a percentage such as 21, a choice, a fiscal code. */
        SettingValue: {
            /** @description One for a single value, any number for a list, none for a setting that is to have no value. */
            items: string[];
        };
        /** @description A value as text: an account, an amount such as 500.00, a percentage such as 21, a choice, a fiscal code. */
        SettingValueInput: {
            /** @description One for a single value, any number for a list, none for a setting that is to have no value. */
            items?: string[];
        };
        /** @description The books that an office chose for its companies, or for one of them. */
        Sink: {
            /** @description Identifier, a UUID; a change gives a new one. */
            id: string;
            /** @description Company that they are for; empty for all that have none of their own. */
            client_id: string;
            /** @description csv, xlsx, saga, winmentor, roa. */
            kind: string;
            /** @description Everything but the secrets, by name. */
            configuration?: {
                [key: string]: unknown;
            };
            /** @description Names of the secrets that are stored. Their values are never shown. */
            secrets: string[];
            /** @description Who chose them. */
            set_by: string;
            /**
             * Format: date-time
             * @description When they were chosen.
             */
            set_time?: string;
        };
        /** @description One thing that a connection test looked at. */
        SinkFinding: {
            /** @description Whether it is as it should be. */
            ok: boolean;
            /** @description Stable code. */
            reason: string;
            /** @description What was found, in words, in the caller's language. */
            message: string;
        };
        /** @description Where a document is parted. */
        SplitDocumentRequestInput: {
            /** @description The first page of each further document, ascending; the pages before the first of them stay. */
            first_pages?: number[];
            /**
             * Format: int32
             * @description Revision that the caller saw; zero skips the comparison.
             */
            revision?: number;
        };
        /** @description The documents that came of it. */
        SplitDocumentResponse: {
            /** @description The one that was split, then the new ones in the order of their pages. */
            documents: components["schemas"]["Document"][];
        };
        /** @description Which note to take back. */
        StornoNoteRequestInput: {
            /** @description Day that the storno is booked on, ISO 8601, in a month that is open; empty for today. */
            date?: string;
            /** @description Why, for the history and for who corrects the document. */
            reason: string;
        };
        /** @description Counts by state. */
        SummarizeDocumentsResponse: {
            /** @description Number of documents by name of state; a state without any is zero. */
            states: {
                [key: string]: number;
            };
            /**
             * Format: int32
             * @description Number over all states.
             */
            total: number;
        };
        /** @description Who sold. */
        Supplier: {
            /** @description Registered or trade name. */
            name?: string;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string;
            /** @description Postal address as printed. */
            address?: string;
            /** @description True where the fiscal code was printed with RO in front. */
            vat_payer?: boolean;
        };
        /** @description Who sold. */
        SupplierInput: {
            /** @description Registered or trade name. */
            name?: string;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string;
            /** @description Postal address as printed. */
            address?: string;
            /** @description True where the fiscal code was printed with RO in front. */
            vat_payer?: boolean;
        };
        /** @description Who sold. */
        SupplierPatch: {
            /** @description Registered or trade name. */
            name?: string | null;
            /** @description Fiscal code, digits only for Romania. */
            cui?: string | null;
            /** @description Postal address as printed. */
            address?: string | null;
            /** @description True where the fiscal code was printed with RO in front. */
            vat_payer?: boolean | null;
        };
        /** @description What to test. */
        TestSinkRequestInput: {
            /**
             * Format: uuid
             * @description Company whose books are tested; empty for the office's.
             */
            client_id?: string;
            /** @description Kind of books that are not chosen yet; empty tests the chosen ones. */
            kind?: string;
            /** @description Their configuration. */
            configuration?: {
                [key: string]: unknown;
            };
            /** @description Their secrets; those left out are the stored ones, as long as the kind is the same. */
            secrets?: {
                [key: string]: string;
            };
        };
        /** @description How the test went. */
        TestSinkResponse: {
            /** @description Whether every finding is good. */
            ok: boolean;
            /** @description In the order in which it was looked. */
            findings: components["schemas"]["SinkFinding"][];
        };
        /** @description A person who logs in. */
        User: {
            /** @description Identifier, a UUID. */
            id: string;
            /**
             * Format: email
             * @description E-mail address; one user of the installation has it.
             */
            email: string;
            /** @description Name as shown. */
            name: string;
            /** @description What the user may do. */
            role: components["schemas"]["Role"];
            /** @description Companies that a client user belongs to; empty for the office's people. */
            client_ids: string[];
            /** @description False: can't log in. */
            active: boolean;
            /**
             * Format: date-time
             * @description When it was added.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When an owner last gave them a new first password; absent if none did.
             */
            password_reset_time?: string;
            /** @description E-mail of that owner. */
            password_reset_by: string;
        };
        /** @description A person who logs in. */
        UserInput: {
            /** @description Identifier, a UUID. */
            id?: string;
            /**
             * Format: email
             * @description E-mail address; one user of the installation has it.
             */
            email?: string;
            /** @description Name as shown. */
            name?: string;
            /** @description What the user may do. */
            role?: components["schemas"]["Role"];
            /** @description Companies that a client user belongs to; empty for the office's people. */
            client_ids?: string[];
            /** @description False: can't log in. */
            active?: boolean;
            /**
             * Format: date-time
             * @description When it was added.
             */
            create_time?: string;
            /**
             * Format: date-time
             * @description When an owner last gave them a new first password; absent if none did.
             */
            password_reset_time?: string;
            /** @description E-mail of that owner. */
            password_reset_by?: string;
        };
        /** @description A person who logs in. */
        UserPatch: {
            /** @description Identifier, a UUID. */
            id?: string | null;
            /** @description E-mail address; one user of the installation has it. */
            email?: string | null;
            /** @description Name as shown. */
            name?: string | null;
            /** @description What the user may do. */
            role?: components["schemas"]["Role"] | null;
            /** @description Companies that a client user belongs to; empty for the office's people. */
            client_ids?: string[] | null;
            /** @description False: can't log in. */
            active?: boolean | null;
            /** @description When it was added. */
            create_time?: string | null;
            /** @description When an owner last gave them a new first password; absent if none did. */
            password_reset_time?: string | null;
            /** @description E-mail of that owner. */
            password_reset_by?: string | null;
        };
        /** @description VAT of one rate. */
        Vat: {
            /** @description The till's own letter for the rate. */
            code?: string;
            /** @description Percent, such as 21 or 9. */
            rate?: string;
            /** @description Taxable amount without VAT. */
            base?: string;
            /** @description VAT amount. */
            amount?: string;
        };
        /** @description VAT of one rate. */
        VatInput: {
            /** @description The till's own letter for the rate. */
            code?: string;
            /** @description Percent, such as 21 or 9. */
            rate?: string;
            /** @description Taxable amount without VAT. */
            base?: string;
            /** @description VAT amount. */
            amount?: string;
        };
        /** @description A vehicle of a company: it decides how much VAT of its fuel and repairs can be deducted. */
        Vehicle: {
            /** @description Identifier, a UUID. */
            id: string;
            /**
             * Format: uuid
             * @description Company that uses it.
             */
            client_id: string;
            /** @description Registration plate; stored in capitals without blanks and hyphens. */
            plate: string;
            /** @description Last digits of the fuel card that belongs to it; empty without one. */
            card_suffix: string;
            /**
             * Format: int32
             * @description Percent of the VAT that can be deducted: 50, or 100 for use in the business alone.
             */
            deductible: number;
            /** @description First day that this holds on, ISO 8601; the same plate may stand again from a later day with other values. */
            valid_from: string;
            /** @description E-mail of who set it last. */
            set_by: string;
            /**
             * Format: date-time
             * @description When it was set last.
             */
            set_time?: string;
        };
        /** @description A vehicle of a company: it decides how much VAT of its fuel and repairs can be deducted. */
        VehicleInput: {
            /** @description Identifier, a UUID. */
            id?: string;
            /**
             * Format: uuid
             * @description Company that uses it.
             */
            client_id: string;
            /** @description Registration plate; stored in capitals without blanks and hyphens. */
            plate: string;
            /** @description Last digits of the fuel card that belongs to it; empty without one. */
            card_suffix?: string;
            /**
             * Format: int32
             * @description Percent of the VAT that can be deducted: 50, or 100 for use in the business alone.
             */
            deductible?: number;
            /** @description First day that this holds on, ISO 8601; the same plate may stand again from a later day with other values. */
            valid_from?: string;
            /** @description E-mail of who set it last. */
            set_by?: string;
            /**
             * Format: date-time
             * @description When it was set last.
             */
            set_time?: string;
        };
        /** @description Values to check. */
        VerifyExtractionRequestInput: {
            /** @description As read and corrected; a corrected field has confidence 1. */
            extraction: components["schemas"]["ExtractionInput"];
        };
        /** @description A run of text that was read from one place, whether it became part of the extraction or not. */
        Word: {
            /** @description As read. */
            text: string;
            /** @description x and y of the top left, top right, bottom right and bottom left corner, as fractions of the page as shown. */
            quad: number[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListAccountRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAccountRulesResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetAccountRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Supplier's fiscal code; RO in front is taken off. */
                supplier_cui: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAccountRuleRequestInput"];
            };
        };
        responses: {
            /** @description The rule as stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRule"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chart of accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAccountsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListClients: {
        parameters: {
            query?: {
                /** @description Part of the name, or a fiscal code. */
                search?: string;
                /** @description At most this many; 50 if zero, 200 at most. */
                page_size?: number;
                /** @description Where the page before ended. */
                page_token?: string;
                /** @description name, create_time or update_time; ` desc` turns it round. */
                order_by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of companies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListClientsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientInput"];
            };
        };
        responses: {
            /** @description The company that was added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DeleteClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateClient: {
        parameters: {
            query?: {
                /** @description Fields to change; over REST the fields of the body. */
                update_mask?: string;
            };
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientPatch"];
            };
        };
        responses: {
            /** @description The company after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListDocuments: {
        parameters: {
            query?: {
                /** @description Only this company's. */
                client_id?: string;
                /** @description Only these states; over REST `state=REVIEW&state=FAILED`. */
                state?: components["schemas"]["DocumentState"][];
                /** @description Words of supplier, CUI, number or file name. */
                search?: string;
                /** @description create_time, update_time, issue_date, total or supplier; ` desc` turns it round. Default `create_time desc`. */
                order_by?: string;
                /** @description At most this many; 50 if zero, 200 at most. */
                page_size?: number;
                /** @description Where the page before ended. */
                page_token?: string;
                /** @description Only those that need a person, or only those that don't. */
                needs_review?: boolean;
                /** @description Only those received on this Romanian day or later, ISO 8601. */
                received_from?: string;
                /** @description Only those received on this Romanian day or before, ISO 8601. */
                received_to?: string;
                /** @description Only those of the supplier with this fiscal code. */
                supplier_cui?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of documents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDocumentsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UploadDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: uuid
                     * @description Company that the documents belong to.
                     */
                    client_id: string;
                    /** @description The files, each a document of its own. */
                    file: string[];
                    /**
                     * Format: uuid
                     * @description Identifier minted by the sender; one file only.
                     */
                    id?: string;
                    /** @description SHA-256 that the bytes must have; one file only. */
                    sha256?: string;
                    /**
                     * @description Each file is one document; before the files.
                     * @default false
                     */
                    whole?: boolean;
                };
            };
        };
        responses: {
            /** @description Stored; reading follows. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        documents: components["schemas"]["Document"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DownloadDocument: {
        parameters: {
            query?: {
                /** @description Which of the document's files, from 1; the first without it. */
                file?: number;
            };
            header?: {
                /** @description One span of bytes (RFC 9110): `bytes=0-1023`. */
                Range?: string;
            };
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; the ETag is its SHA-256. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The bytes that Range asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Not changed since the ETag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UploadDocument: {
        parameters: {
            query: {
                /** @description Company that the document belongs to. */
                client_id: string;
                /** @description Name of the file. */
                filename?: string;
                /** @description Everything in the file is one document. */
                whole?: boolean;
            };
            header?: {
                /** @description SHA-256 of the bytes (RFC 9530): `sha-256=:base64:`. */
                "Content-Digest"?: string;
            };
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Stored; reading follows. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListCorrections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCorrectionsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateExtraction: {
        parameters: {
            query?: {
                /** @description Fields to change, such as `total,supplier.cui`; over REST the fields of the body, null clears. */
                update_mask?: string;
                /** @description Revision that the caller saw; zero skips the comparison. */
                revision?: number;
            };
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtractionPatch"];
            };
        };
        responses: {
            /** @description The document after the correction. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetPage: {
        parameters: {
            query?: {
                /** @description Largest width; rounded down to 160, 320, 480, 640, 960, 1280, 1600 or 2200 pixels. */
                width?: number;
                /** @description The document's `pages_version`; with it the answer never changes. */
                version?: string;
            };
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
                /** @description Number of the page through all files of the document. */
                page: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            /** @description Not changed since the ETag of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListWords: {
        parameters: {
            query?: {
                /** @description Number of the page through all files, from 1; the first if zero. */
                page?: number;
            };
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The words. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListWordsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ApproveDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveDocumentRequestInput"];
            };
        };
        responses: {
            /** @description The approved document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CutPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CutPageRequestInput"];
            };
        };
        responses: {
            /** @description The documents that came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CutPageResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DecideDuplicate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The document that is decided on. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideDuplicateRequestInput"];
            };
        };
        responses: {
            /** @description The document after the decision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    MergeDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The document that stays; its pages come first. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeDocumentsRequestInput"];
            };
        };
        responses: {
            /** @description The merged document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    MoveDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveDocumentRequestInput"];
            };
        };
        responses: {
            /** @description The moved document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RejectDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectDocumentRequestInput"];
            };
        };
        responses: {
            /** @description The refused document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RetryDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetryDocumentRequestInput"];
            };
        };
        responses: {
            /** @description The document on its way again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SplitDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of the document. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitDocumentRequestInput"];
            };
        };
        responses: {
            /** @description The documents that came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SplitDocumentResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ApproveDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveDocumentsRequestInput"];
            };
        };
        responses: {
            /** @description What became of each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApproveDocumentsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetStatistics: {
        parameters: {
            query?: {
                /** @description Only this company's. */
                client_id?: string;
                /** @description First month in which documents were received, such as 2026-01; empty for eleven months before the last. */
                from?: string;
                /** @description Last month; empty for the present one. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStatisticsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SummarizeDocuments: {
        parameters: {
            query?: {
                /** @description Only this company's. */
                client_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummarizeDocumentsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    WatchDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetExchangeRate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ISO 4217 code, such as EUR. */
                currency: string;
                /** @description Day of the document, ISO 8601. */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rates for documents of the day; each absent if there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetExchangeRateResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetExchangeRate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ISO 4217 code. */
                currency: string;
                /** @description Day of the documents that it is for, ISO 8601. */
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetExchangeRateRequestInput"];
            };
        };
        responses: {
            /** @description The rate as stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RateOfDay"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    Extract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtractRequestInput"];
            };
        };
        responses: {
            /** @description What was read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtractResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    VerifyExtraction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyExtractionRequestInput"];
            };
        };
        responses: {
            /** @description The same values, checked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Extraction"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetPurchaseJournal: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
                /** @description First date, ISO 8601; empty for the beginning. */
                from?: string;
                /** @description Last date, ISO 8601; empty for the end. */
                to?: string;
                /** @description json; any other format goes to ExportPurchaseJournal. */
                format?: "" | "json";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The purchase journal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetPurchaseJournalResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ExportPurchaseJournal: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
                /** @description First date, ISO 8601; empty for the beginning. */
                from?: string;
                /** @description Last date, ISO 8601; empty for the end. */
                to?: string;
                /** @description csv if empty; pdf has at most 10,000 rows. */
                format?: "" | "csv" | "xlsx" | "pdf";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetKeySet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON Web Key Set (RFC 7517). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetKeySetResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who the caller is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCurrentUserResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ChangePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequestInput"];
            };
        };
        responses: {
            /** @description Nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListNotes: {
        parameters: {
            query?: {
                /** @description Only those of this document. */
                document_id?: string;
                /** @description Only this company's. */
                client_id?: string;
                /** @description At most this many; 50 if zero, 200 at most. */
                page_size?: number;
                /** @description Where the page before ended. */
                page_token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of notes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListNotesResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The note. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    StornoNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier of a note that is in the books. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StornoNoteRequestInput"];
            };
        };
        responses: {
            /** @description The storno. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListPayments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Note of the purchase. */
                note_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payments, those taken back included. Every amount is a decimal string. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPaymentsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RecordPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Note of the purchase, in the books. */
                note_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordPaymentRequestInput"];
            };
        };
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchasePayment"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ExportNotes: {
        parameters: {
            query?: {
                /** @description Only this company's. */
                client_id?: string;
                /** @description First date, ISO 8601; empty for the beginning. */
                from?: string;
                /** @description Last date, ISO 8601; empty for the end. */
                to?: string;
                /** @description csv or xlsx: one table; saga: a zip of the files that SAGA C imports; winmentor: a zip of those for WinMENTOR, which need its articles to be configured as a sink. */
                format?: "" | "csv" | "xlsx" | "saga" | "winmentor";
                /** @description Export what the format can hold, as a zip with the list of the other notes and their reasons (neexportate.csv). Otherwise one note that does not fit refuses the export, by name. */
                leave_out_unfit?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    PreviewNote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewNoteRequestInput"];
            };
        };
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CancelPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelPaymentRequestInput"];
            };
        };
        responses: {
            /** @description The payment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurchasePayment"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListPeriods: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The months; one answer holds them all. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPeriodsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ClosePeriod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosePeriodRequestInput"];
            };
        };
        responses: {
            /** @description The closed month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Period"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ReopenPeriod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReopenPeriodRequestInput"];
            };
        };
        responses: {
            /** @description The open month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Period"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListReportsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetReport: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
                /** @description First date, ISO 8601. */
                from?: string;
                /** @description Last date, ISO 8601. */
                to?: string;
                /** @description Fiscal code of the supplier whose statement it is. */
                supplier_cui?: string;
            };
            header?: never;
            path: {
                /** @description purchase-journal, vat-summary, partner-totals (as D394 asks for them), trial-balance, supplier-statement, deferred-vat or cash-limits. */
                report: "purchase-journal" | "vat-summary" | "partner-totals" | "trial-balance" | "supplier-statement" | "deferred-vat" | "cash-limits";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ExportReport: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
                /** @description First date, ISO 8601. */
                from?: string;
                /** @description Last date, ISO 8601. */
                to?: string;
                /** @description Fiscal code of the supplier whose statement it is. */
                supplier_cui?: string;
                /** @description csv if empty; pdf has at most 10,000 rows. Files are in Romanian: they are handed to authorities. */
                format?: "" | "csv" | "xlsx" | "pdf";
            };
            header?: never;
            path: {
                /** @description purchase-journal, vat-summary, partner-totals (as D394 asks for them), trial-balance, supplier-statement, deferred-vat or cash-limits. */
                report: "purchase-journal" | "vat-summary" | "partner-totals" | "trial-balance" | "supplier-statement" | "deferred-vat" | "cash-limits";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSessionRequestInput"];
            };
        };
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DeleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RefreshSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshSessionRequestInput"];
            };
        };
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListSettings: {
        parameters: {
            query?: {
                /** @description Company; empty for what holds where no company has its own. */
                client_id?: string;
                /** @description Day, ISO 8601; empty for today. */
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSettingsResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the setting. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSettingRequestInput"];
            };
        };
        responses: {
            /** @description What was set. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetSettingResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListSettingChanges: {
        parameters: {
            query?: {
                /** @description Only this setting's. */
                key?: string;
                /** @description Only what was set for this company. */
                client_id?: string;
                /** @description At most this many; 50 if zero, 200 at most. */
                page_size?: number;
                /** @description Where the page before ended. */
                page_token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the history. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSettingChangesResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListSinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is chosen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSinksResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    SetSink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetSinkRequestInput"];
            };
        };
        responses: {
            /** @description The books as chosen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sink"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    RehearsePosting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RehearsePostingRequestInput"];
            };
        };
        responses: {
            /** @description What would be written. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsePostingResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ResetSink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetSinkRequestInput"];
            };
        };
        responses: {
            /** @description The choice is undone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    TestSink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestSinkRequestInput"];
            };
        };
        responses: {
            /** @description How the test went. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSinkResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetSupplier: {
        parameters: {
            query?: {
                /** @description Day, ISO 8601; today if empty. */
                date?: string;
            };
            header?: never;
            path: {
                /** @description Fiscal code; RO in front is taken off. */
                cui: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The supplier. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredSupplier"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Version of the protocol. */
                "Tus-Resumable": string;
                /** @description Size of the whole file in bytes. */
                "Upload-Length": string;
                /** @description Fields of the document, each as `name base64`, by commas: id, client_id, filename, sha256 (of the whole file), whole (`true`: the file is one document). */
                "Upload-Metadata": string;
                /** @description SHA-256 that the piece must have: `sha256 base64`. */
                "Upload-Checksum"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Begun. */
            201: {
                headers: {
                    /** @description Where it goes on. */
                    Location?: string;
                    /** @description Bytes that have arrived; the last one counts once the document is stored. */
                    "Upload-Offset"?: string;
                    /** @description When the server forgets it, unless it goes on. */
                    "Upload-Expires"?: string;
                    /** @description SHA-256 of the stored document (RFC 9530), once it is one. */
                    "Repr-Digest"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DescribeUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Described. */
            204: {
                headers: {
                    /** @description Versions. */
                    "Tus-Version"?: string;
                    /** @description Extensions. */
                    "Tus-Extension"?: string;
                    /** @description Bytes. */
                    "Tus-Max-Size"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    EndUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Version of the protocol. */
                "Tus-Resumable": string;
            };
            path: {
                /** @description Identifier of the upload, as in its Location. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Version of the protocol. */
                "Tus-Resumable": string;
            };
            path: {
                /** @description Identifier of the upload, as in its Location. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It stands here. */
            200: {
                headers: {
                    /** @description Bytes that have arrived; the last one counts once the document is stored. */
                    "Upload-Offset"?: string;
                    /** @description Size of the whole file. */
                    "Upload-Length"?: string;
                    /** @description When the server forgets it, unless it goes on. */
                    "Upload-Expires"?: string;
                    /** @description SHA-256 of the stored document (RFC 9530), once it is one. */
                    "Repr-Digest"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ContinueUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description Version of the protocol. */
                "Tus-Resumable": string;
                /** @description Where the piece begins. */
                "Upload-Offset": string;
                /** @description SHA-256 that the piece must have: `sha256 base64`. */
                "Upload-Checksum"?: string;
            };
            path: {
                /** @description Identifier of the upload, as in its Location. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": string;
            };
        };
        responses: {
            /** @description Arrived. */
            204: {
                headers: {
                    /** @description Bytes that have arrived; the last one counts once the document is stored. */
                    "Upload-Offset"?: string;
                    /** @description When the server forgets it, unless it goes on. */
                    "Upload-Expires"?: string;
                    /** @description SHA-256 of the stored document (RFC 9530), once it is one. */
                    "Repr-Digest"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListUsers: {
        parameters: {
            query?: {
                /** @description At most this many; 50 if zero, 200 at most. */
                page_size?: number;
                /** @description Where the page before ended. */
                page_token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListUsersResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserRequestInput"];
            };
        };
        responses: {
            /** @description The user that was added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateUser: {
        parameters: {
            query?: {
                /** @description Fields to change; over REST the fields of the body. */
                update_mask?: string;
            };
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description The user after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ResetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetPasswordRequestInput"];
            };
        };
        responses: {
            /** @description The user with the new password. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    ListVehicles: {
        parameters: {
            query: {
                /** @description Company. */
                client_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vehicles; a company has few enough for one answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListVehiclesResponse"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    CreateVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VehicleInput"];
            };
        };
        responses: {
            /** @description The vehicle that was added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vehicle"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    GetVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The vehicle. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vehicle"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    UpdateVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VehicleInput"];
            };
        };
        responses: {
            /** @description The vehicle after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Vehicle"];
                };
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    DeleteVehicle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing to tell. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457), in the language of Accept-Language: Romanian or English. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
