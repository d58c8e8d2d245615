// Who may subscribe. fauxqs takes any protocol and any endpoint.
import { invalid } from "./invalid.ts";

const LOCAL = new Set(["127.0.0.1", "localhost"]);

/** What runs on this machine must not call out. */
function checkUrl(protocol: string, endpoint: string): void {
  const url = URL.parse(endpoint);
  if (url?.protocol !== `${protocol}:`) throw invalid("Endpoint must match the specified protocol");
  if (!LOCAL.has(url.hostname))
    throw invalid(
      `Endpoint: the local emulator delivers to 127.0.0.1 and localhost alone, not to ${url.hostname}. Run the subscriber on this machine.`,
    );
}

/** @throws SnsError `InvalidParameter` */
export function checkSubscriber(protocol: string, endpoint: string): void {
  switch (protocol) {
    case "sqs":
      return;
    case "email":
      if (!/^[^@\s]+@[^@\s]+$/.test(endpoint)) throw invalid("Email address");
      return;
    case "http":
    case "https":
      checkUrl(protocol, endpoint);
      return;
    default:
      throw invalid(`the local emulator delivers to sqs, email, http and https, not to ${protocol}`);
  }
}
