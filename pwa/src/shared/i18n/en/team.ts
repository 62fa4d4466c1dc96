import type { TeamKey } from "../ro/team";

/** The people of an office. */
export const team: Record<TeamKey, string> = {
  "team.title": "Team",
  "team.lead": "Who logs in, and what they may do.",
  "team.add": "Add somebody",
  "team.edit": "Edit: {name}",
  "team.denied": "Only the office's administrator sees the team.",
  "team.empty": "Nobody yet.",
  "team.you": "you",
  "team.inactive": "Deactivated",
  "team.more": "Show more",
  "team.email": "E-mail",
  "team.email.wrong": "Enter an e-mail address.",
  "team.name": "Name",
  "team.role": "Role",
  "team.about.ROLE_OWNER": "Everything, settings, periods, programs and the team included.",
  "team.about.ROLE_ACCOUNTANT": "Reviews, approves, takes back; does not change the office's settings.",
  "team.about.ROLE_VIEWER": "Sees documents, notes and reports; changes nothing.",
  "team.about.ROLE_CLIENT": "Photographs and sees their documents; chosen companies only.",
  "team.clients": "Their companies",
  "team.clients.missing": "Choose at least one company.",
  "team.clients.count": "{count, plural, one {one company} other {# companies}}",
  "team.created": "The account is ready",
  "team.created.text":
    "Give {email} this password. It is shown once; they change it after the first login, in the account menu.",
  "team.copy": "Copy the password",
  "team.copied": "The password is copied.",
  "team.understood": "I have noted it",
  "team.saved": "Saved. It counts from their next login, or within minutes.",
  "team.deactivate": "Deactivate",
  "team.deactivate.title": "Deactivate the account?",
  "team.deactivate.text":
    "{name} can't log in any more. What they did stays in the history. You can activate them again.",
  "team.activate": "Activate",
  "team.activated": "The account is active again.",
  "team.deactivated": "The account is deactivated.",
};
