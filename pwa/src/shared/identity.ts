/** Who uses the app. Remembered, so that capture works for weeks without signal or with an ended session. */
import { api } from "./api/http";
import { ApiProblem } from "./api/problem";
import { isMarked } from "./api/session";
import type { Client, Me, Role } from "./api/types";

const ME = "contapics.me";
const CLIENTS = "contapics.clients";

export interface Identity {
  id: string;
  email: string;
  name: string;
  role: Role;
  office: string;
}

export function remembered(): Identity | null {
  const text = localStorage.getItem(ME);
  return text ? (JSON.parse(text) as Identity) : null;
}

/** @throws ApiProblem where there is no session or no server */
export async function fetchIdentity(): Promise<Identity> {
  // A browser that nobody logged in with has nothing to ask; the refusal would only litter its console.
  if (!isMarked() && !remembered()) throw new ApiProblem(401, "signed_out", "");
  const { user, office } = await api<Me>("/me");
  const identity: Identity = {
    id: user?.id ?? "",
    email: user?.email ?? "",
    name: user?.name ?? "",
    role: user?.role ?? "ROLE_UNSPECIFIED",
    office: office?.name ?? "",
  };
  localStorage.setItem(ME, JSON.stringify(identity));
  return identity;
}

export function forgetIdentity(): void {
  localStorage.removeItem(ME);
  localStorage.removeItem(CLIENTS);
}

export function canReview(role: Role): boolean {
  return role === "ROLE_OWNER" || role === "ROLE_ACCOUNTANT";
}

export function canUpload(role: Role): boolean {
  return role !== "ROLE_VIEWER";
}

export function seesBooks(role: Role): boolean {
  return role !== "ROLE_CLIENT";
}

/** All companies that the user may see, by name. */
export async function fetchClients(): Promise<Client[]> {
  const clients: Client[] = [];
  let page_token = "";
  do {
    const page = await api<{ clients: Client[]; next_page_token: string }>("/clients", {
      query: { page_size: 200, order_by: "name", page_token },
    });
    clients.push(...page.clients);
    page_token = page.next_page_token;
  } while (page_token);
  localStorage.setItem(CLIENTS, JSON.stringify(clients));
  return clients;
}

export function rememberedClients(): Client[] {
  return JSON.parse(localStorage.getItem(CLIENTS) ?? "[]") as Client[];
}

const CHOSEN = "contapics.client";

export function chosenClient(): string {
  return localStorage.getItem(CHOSEN) ?? "";
}

export function chooseClient(id: string): void {
  localStorage.setItem(CHOSEN, id);
}
