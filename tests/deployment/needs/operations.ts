// Which IAM actions a call needs: "Required permissions for Amazon S3 API operations", "Amazon SQS API permissions", "Amazon SNS API permissions", and for
// keys "Protecting data with SSE-KMS", "Key management" of SQS and SNS.
import type { Call } from "../calls/call.ts";

/** Actions on the object, queue or topic, and on its key where it has one of the customer's. */
interface Needs {
  actions: string[];
  keyActions?: string[];
}

const generate = "kms:GenerateDataKey";
const decrypt = "kms:Decrypt";

const OPERATIONS: Readonly<Record<Call["service"], Readonly<Record<string, Needs>>>> = {
  s3: {
    PutObject: { actions: ["s3:PutObject"], keyActions: [generate] },
    GetObject: { actions: ["s3:GetObject"], keyActions: [decrypt] },
    HeadObject: { actions: ["s3:GetObject"] },
    CreateMultipartUpload: { actions: ["s3:PutObject"], keyActions: [generate, decrypt] },
    UploadPart: { actions: ["s3:PutObject"], keyActions: [generate, decrypt] },
    CompleteMultipartUpload: { actions: ["s3:PutObject"], keyActions: [generate, decrypt] },
    AbortMultipartUpload: { actions: ["s3:AbortMultipartUpload"] },
    ListParts: { actions: ["s3:ListMultipartUploadParts"] },
    ListObjectsV2: { actions: ["s3:ListBucket"] },
  },
  sqs: {
    SendMessage: { actions: ["sqs:SendMessage"], keyActions: [generate, decrypt] },
    ReceiveMessage: { actions: ["sqs:ReceiveMessage"], keyActions: [decrypt] },
    DeleteMessageBatch: { actions: ["sqs:DeleteMessage"] },
    ChangeMessageVisibility: { actions: ["sqs:ChangeMessageVisibility"] },
  },
  sns: {
    Publish: { actions: ["sns:Publish"], keyActions: [generate, decrypt] },
    PublishBatch: { actions: ["sns:Publish"], keyActions: [generate, decrypt] },
  },
};

/** S3 tells that a key is missing only to whoever may list the bucket; to others it says 403. */
const tellsMissing = new Set(["GetObject", "HeadObject"]);

export interface CallNeeds {
  /** On the object, queue, topic, or on the bucket where it is asked as a whole. */
  actions: string[];
  /** On the bucket that the object is in. */
  bucketActions: string[];
  /** On the resource's key. */
  keyActions: string[];
}

/** Throws for an operation that is not in the table. */
export function needsOf({ service, operation, ifMatch, missing }: Call): CallNeeds {
  const known = OPERATIONS[service][operation];
  if (known === undefined) throw new Error(`Which permissions ${service} ${operation} needs is not known here. Add it to the table.`);
  // What a conditional write compares with, it reads.
  const more = operation === "PutObject" && ifMatch ? ["s3:GetObject"] : [];
  return {
    actions: [...known.actions, ...more],
    bucketActions: service === "s3" && missing && tellsMissing.has(operation) ? ["s3:ListBucket"] : [],
    keyActions: known.keyActions ?? [],
  };
}
