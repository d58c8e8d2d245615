// Objects of S3 as files.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";

/** Copies every object whose key begins with a prefix into a folder, each by what follows in its key. Gives the keys. */
export async function copyObjects(client: S3Client, Bucket: string, Prefix: string, folder: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
    for (const { Key = "" } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      const file = join(folder, Key.slice(Prefix.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, (await Body?.transformToByteArray()) ?? "");
      keys.push(Key);
    }
  return keys;
}
