// The size of a body is checked before anything reads it.
import type middy from "@middy/core";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Problem } from "../problem.ts";

/** Middleware: throws a Problem for a body of more than `maxBodyBytes` bytes, decoded. */
export function bodyLimit(maxBodyBytes: number): middy.MiddlewareObj<APIGatewayProxyEventV2> {
  return {
    before: ({ event: { body, isBase64Encoded } }) => {
      const sizeBytes = Buffer.byteLength(body ?? "", isBase64Encoded ? "base64" : "utf8");
      if (sizeBytes > maxBodyBytes)
        throw new Problem(
          "body-too-large",
          `The body has ${sizeBytes} bytes, and at most ${maxBodyBytes} can be taken. Send a file that is larger by POST /uploads.`,
        );
    },
  };
}
