// Faults in how the parts are joined and set.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of Terraform, which has placeholders of its own.
import type { Mutation } from "./mutation.ts";

const environment = "each environment variable names a thing that exists";
const queues = "every queue has its consumer, its dead-letter queue and its ratios";
const functions = "every function is set up as it was tested, with a role and a log of its own";
const buckets = "every bucket is private, encrypted and versioned, and forgets in time";
const routes = "the routes invoke the right alias, which lets them";
const scopes = "the routes ask for the right scope";
const alarms = "the alarms reach people";
const local = "what is deployed equals what the local stack makes";

export const wiringMutations: Mutation[] = [
  {
    fault: "the URL of the dead-letter queue for the queue's own",
    file: "functions.tf",
    from: '_QUEUE_URL" => aws_sqs_queue.main[queue].url',
    to: '_QUEUE_URL" => aws_sqs_queue.dead_letter[queue].url',
    caughtBy: environment,
  },
  {
    fault: "an ARN for a URL",
    file: "functions.tf",
    from: '_QUEUE_URL" => aws_sqs_queue.main[queue].url',
    to: '_QUEUE_URL" => aws_sqs_queue.main[queue].arn',
    caughtBy: environment,
  },
  {
    fault: "the URL of another queue",
    file: "functions.tf",
    from: '_QUEUE_URL" => aws_sqs_queue.main[queue].url',
    to: '_QUEUE_URL" => aws_sqs_queue.main["calculation"].url',
    caughtBy: local,
  },
  {
    fault: "the name of another bucket",
    file: "functions.tf",
    from: '_BUCKET" => aws_s3_bucket.main[bucket].bucket',
    to: '_BUCKET" => aws_s3_bucket.main["raw"].bucket',
    caughtBy: local,
  },
  {
    fault: "a topic's name for its ARN",
    file: "functions.tf",
    from: '_TOPIC_ARN" => aws_sns_topic.main[topic].arn',
    to: '_TOPIC_ARN" => aws_sns_topic.main[topic].name',
    caughtBy: environment,
  },
  {
    fault: "functions have one role together",
    file: "functions.tf",
    from: "role             = aws_iam_role.function[each.key].arn",
    to: 'role             = aws_iam_role.function["result-notifier"].arn',
    caughtBy: functions,
  },
  {
    fault: "another service may take the roles",
    file: "permissions.tf",
    from: 'identifiers = ["lambda.amazonaws.com"]',
    to: 'identifiers = ["ec2.amazonaws.com", "lambda.amazonaws.com"]',
    caughtBy: functions,
  },
  {
    fault: "less memory than was tested with",
    file: "functions.tf",
    from: "memory_size      = each.value.memoryMb",
    to: "memory_size      = 128",
    caughtBy: local,
  },
  {
    fault: "the wrong dead-letter queue",
    file: "messaging.tf",
    from: "deadLetterTargetArn = aws_sqs_queue.dead_letter[each.key].arn",
    to: 'deadLetterTargetArn = aws_sqs_queue.dead_letter["calculation"].arn',
    caughtBy: queues,
  },
  {
    fault: "messages come back while they are worked on",
    file: "messaging.tf",
    from: "visibility_timeout_seconds = each.value.visibilityTimeoutSeconds",
    to: "visibility_timeout_seconds = 60",
    caughtBy: queues,
  },
  {
    fault: "dead letters are kept no longer than messages",
    file: "messaging.tf",
    from: "message_retention_seconds = each.value.deadLetterRetentionDays * local.day_seconds",
    to: "message_retention_seconds = 4 * local.day_seconds",
    caughtBy: queues,
  },
  {
    fault: "any queue may bury in a dead-letter queue",
    file: "messaging.tf",
    from: '    redrivePermission = "byQueue"\n    sourceQueueArns   = [aws_sqs_queue.main[each.key].arn]\n',
    to: '    redrivePermission = "allowAll"\n',
    caughtBy: queues,
  },
  {
    fault: "one failure fails the whole batch",
    file: "messaging.tf",
    from: '["ReportBatchItemFailures"]',
    to: "[]",
    caughtBy: queues,
  },
  {
    fault: "the mapping invokes the function, not its alias",
    file: "messaging.tf",
    from: "function_name                      = aws_lambda_alias.live[each.value.consumer].arn",
    to: "function_name                      = aws_lambda_function.main[each.value.consumer].arn",
    caughtBy: queues,
  },
  {
    fault: "more runs at the same time than was tested with",
    file: "messaging.tf",
    from: "maximum_concurrency = each.value.maximumConcurrency",
    to: "maximum_concurrency = 100",
    caughtBy: local,
  },
  {
    fault: "routes go to another function",
    file: "api.tf",
    from: 'target    = "integrations/${aws_apigatewayv2_integration.main[each.value.function].id}"',
    to: 'target    = "integrations/${aws_apigatewayv2_integration.main[local.pipeline.api.fallback].id}"',
    caughtBy: routes,
  },
  {
    fault: "events come in the older form",
    file: "api.tf",
    from: 'payload_format_version = "2.0"',
    to: 'payload_format_version = "1.0"',
    caughtBy: routes,
  },
  {
    fault: "the API invokes the newest version, not the alias",
    file: "api.tf",
    from: "aws_lambda_alias.live[each.value].invoke_arn",
    to: "aws_lambda_function.main[each.value].invoke_arn",
    caughtBy: routes,
  },
  {
    fault: "the alias does not let the API in",
    file: "api.tf",
    from: "  qualifier     = aws_lambda_alias.live[each.value].name\n",
    to: "",
    caughtBy: routes,
  },
  {
    fault: "pages of other origins may not read the ETag",
    file: "api.tf",
    from: "expose_headers = local.pipeline.api.cors.exposeHeaders",
    to: "expose_headers = []",
    caughtBy: local,
  },
  {
    fault: "a route asks for a token without a scope",
    file: "api.tf",
    from: "? [for scope in local.opened_by[each.value.scope] : local.scope_names[scope]] : null",
    to: "? null : null",
    caughtBy: scopes,
    variant: "full",
  },
  {
    fault: "readers may submit",
    file: "auth.tf",
    from: 'opened_by = { submit = ["submit"],',
    to: 'opened_by = { submit = ["submit", "read"],',
    caughtBy: scopes,
    variant: "full",
  },
  {
    fault: "tokens of one client alone are taken",
    file: "auth.tf",
    from: "audience = local.client_ids",
    to: "audience = aws_cognito_user_pool_client.browser[*].id",
    caughtBy: scopes,
    variant: "full",
  },
  {
    fault: "a bucket may be made public",
    file: "storage.tf",
    from: "restrict_public_buckets = true",
    to: "restrict_public_buckets = false",
    caughtBy: buckets,
  },
  {
    fault: "parts are thrown away while an upload goes on",
    file: "storage.tf",
    from: "days_after_initiation = local.incomplete_upload_days",
    to: "days_after_initiation = 1",
    caughtBy: buckets,
  },
  {
    fault: "CloudWatch may not publish alarms",
    file: "notifications.tf",
    from: '["cloudwatch.amazonaws.com"]',
    to: '["events.amazonaws.com"]',
    caughtBy: alarms,
  },
  {
    fault: "alarms go to a topic under AWS's own key",
    file: "notifications.tf",
    from: "kms_master_key_id = local.customer_key_arn",
    to: "kms_master_key_id = local.topic_key",
    caughtBy: alarms,
  },
  {
    fault: "no alarm watches the dead-letter queues",
    file: "alarms.tf",
    from: 'dimensions = { QueueName = queue.name }\n        statistic  = "Maximum"\n        threshold  = 0',
    to: 'dimensions = { QueueName = "${queue.name}s" }\n        statistic  = "Maximum"\n        threshold  = 0',
    caughtBy: alarms,
  },
];
