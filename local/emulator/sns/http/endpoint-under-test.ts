// An HTTP endpoint that subscribes, for tests: keeps what was posted to it, and answers as it is told.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll } from "@jest/globals";
import { Watchers } from "../../watchers.ts";

export interface Post {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds of `performance.now()`. */
  at: number;
}

/** An answer's status; `hang`: none comes; `drop`: the connection breaks; or the answer itself. */
export type Reaction = number | "hang" | "drop" | RequestListener;

export async function endpointUnderTest() {
  const posts: Post[] = [];
  const watchers = new Watchers<Post>("POST");
  const reactions = new Map<string, Reaction[]>();
  const server = createServer(async (request, response) => {
    const post = { path: request.url ?? "", headers: request.headers, body: await text(request), at: performance.now() };
    posts.push(post);
    const reaction = reactions.get(post.path)?.shift() ?? 200;
    if (reaction === "drop") request.socket.destroy();
    else if (typeof reaction === "number") response.writeHead(reaction).end();
    else if (reaction !== "hang") reaction(request, response);
    watchers.tell(post);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  afterAll(() => {
    watchers.stop();
    server.close();
    server.closeAllConnections();
  });
  return {
    url,
    posts,
    /** For the next posts to a path, one each; 200 after them. */
    react: (path: string, ...next: Reaction[]) => reactions.set(path, next),
    /** The first from now on that matches. */
    next: (matches: (post: Post) => boolean) => watchers.watch(matches, 25_000),
  };
}
