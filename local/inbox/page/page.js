// Shows the mails, newest first, and keeps up with those that come. A mail's text is untrusted: it is only ever set as text.

const PER_STEP = 50;
/** As many as the inbox keeps. */
const KEPT = 10_000;
/** What a mail that is about the subscription, and not from the topic, is called. */
const KINDS = {
  "subscription-confirmation": "Asks to confirm",
  "subscription-suspended": "Suspended",
  "unsubscribe-confirmation": "Unsubscribed",
};
const element = (id) => document.getElementById(id);
const list = element("mails");

/** Newest first. */
let mails = [];
let shown = PER_STEP;
/** The entry that is open because it is the newest; not one that the reader has touched. */
let openedByItself;

/** Text with its http links made clickable. */
function linked(text) {
  const nodes = text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const link = document.createElement("a");
    link.href = part;
    link.textContent = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}

function item(mail, open) {
  const entry = element("mail").content.cloneNode(true);
  const set = (selector, text) => {
    entry.querySelector(selector).textContent = text;
  };
  set(".subject", mail.subject);
  const kind = entry.querySelector(".kind");
  kind.hidden = !(mail.kind in KINDS);
  kind.textContent = KINDS[mail.kind] ?? "";
  entry.querySelector("li").dataset.kind = mail.kind;
  set(".to", `To ${mail.to}`);
  set(".from", `From ${mail.from}`);
  set("time", new Date(mail.receivedAt).toLocaleString());
  entry.querySelector("time").dateTime = mail.receivedAt;
  const body = entry.querySelector("pre");
  body.append(linked(mail.body));
  body.ariaLabel = `Text of ${mail.subject}`;
  body.role = "region";
  // It may scroll sideways: by keyboard too.
  body.tabIndex = 0;
  entry.querySelector("details").open = open;
  return entry;
}

function showCounts() {
  const { length } = mails;
  element("count").textContent = length === 0 ? "No mail" : length === 1 ? "1 mail" : `${length} mails`;
  document.title = `${length === 0 ? "" : `(${length}) `}Inbox · Scoreline`;
  element("empty").hidden = length > 0;
  element("clear").hidden = length === 0;
  element("older").hidden = length <= shown;
}

function showAll() {
  list.replaceChildren(...mails.slice(0, shown).map((mail, index) => item(mail, index === 0)));
  openedByItself = list.querySelector("details");
  showCounts();
}

/** Hundreds may come at once: one of them is open, and as many are on the page as before. */
function add(mail) {
  mails.unshift(mail);
  if (mails.length > KEPT) mails.pop();
  if (openedByItself) openedByItself.open = false;
  list.prepend(item(mail, true));
  openedByItself = list.querySelector("details");
  if (list.children.length > shown) list.lastElementChild.remove();
  showCounts();
}

function clear() {
  mails = [];
  shown = PER_STEP;
  showAll();
}

// Who clicks in a mail, or tabs to it, is reading it.
for (const type of ["click", "focusin"])
  list.addEventListener(type, ({ target }) => {
    if (openedByItself?.contains(target)) openedByItself = undefined;
  });
element("clear").addEventListener("click", () => fetch("/api/mails", { method: "DELETE" }));
element("older").addEventListener("click", () => {
  list.append(...mails.slice(shown, shown + PER_STEP).map((mail) => item(mail, false)));
  shown += PER_STEP;
  showCounts();
});

// What comes while the list is on its way is in the list or waits until it is there, never both.
let waiting;
const events = new EventSource("/api/events");
events.addEventListener("open", async () => {
  waiting = [];
  mails = await (await fetch("/api/mails")).json();
  const known = new Set(mails.map(({ id }) => id));
  shown = PER_STEP;
  showAll();
  for (const mail of waiting) if (!known.has(mail.id)) add(mail);
  waiting = undefined;
});
events.addEventListener("mail", ({ data }) => {
  const mail = JSON.parse(data);
  if (waiting) waiting.push(mail);
  else add(mail);
});
events.addEventListener("cleared", () => {
  if (waiting) waiting = [];
  clear();
});
