# What one needs after an apply: where it is, how to try it, and what is still open.

output "api_url" {
  description = "The API's address, without a slash at its end."
  value       = local.api_url
}

output "try_it" {
  description = "A command that submits two quizzes. With auth = cognito it needs a token (see token_command)."
  value = join(" ", concat(
    ["curl -sS -X POST '${local.api_url}/submissions' -H 'content-type: application/json'"],
    local.with_cognito ? ["-H \"authorization: Bearer $TOKEN\""] : [],
    ["-d '{\"data\": [\"Quiz1,85,76,90\", \"Quiz2,70,88,95\"]}'"],
  ))
}

output "warnings" {
  description = "What is open, or told to nobody. Empty where all is as it should be."
  value = concat(
    var.auth == "none" ? ["auth = \"none\": everybody who knows ${local.api_url} can submit, and read every submission. Set auth = \"cognito\" before real scores go in."] : [],
    length(var.mail_recipients) == 0 ? ["mail_recipients is empty: nobody gets the reports."] : [],
    length(var.alarm_recipients) == 0 ? ["alarm_recipients is empty: alarms go off, and nobody is told."] : [],
    var.allow_data_loss ? ["allow_data_loss is set: terraform destroy deletes every submission and result."] : [],
  )
}

output "topic_arns" {
  description = "The topics, by name: mail for people, events for programs."
  value       = { for name, topic in aws_sns_topic.main : name => topic.arn }
}

output "alarm_topic_arn" {
  description = "The topic that alarms publish to."
  value       = aws_sns_topic.alarms.arn
}

output "queue_urls" {
  description = "Every queue, by name, dead-letter queues among them."
  value       = { for name, queue in local.all_queues : name => queue.url }
}

output "bucket_names" {
  description = "The buckets, by name."
  value       = { for name, bucket in aws_s3_bucket.main : name => bucket.bucket }
}

output "function_versions" {
  description = "By function, its newest version and the one that is live. To roll back, set live_versions to an earlier one."
  value       = { for name, alias in aws_lambda_alias.live : name => { newest = aws_lambda_function.main[name].version, live = alias.function_version } }
}

output "dashboard_url" {
  description = "Where the dashboard can be seen."
  value       = "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.main.dashboard_name}"
}

output "auth" {
  description = "How to get tokens: the sign-in domain, the user pool, the client ids and the scopes. null with auth = none."
  value = local.with_cognito ? {
    domain          = local.sign_in_url
    user_pool_id    = aws_cognito_user_pool.main[0].id
    browser_client  = aws_cognito_user_pool_client.browser[0].id
    machine_clients = { for name, client in aws_cognito_user_pool_client.machine : name => client.id }
    scopes          = local.scope_names
  } : null
}

output "machine_client_secrets" {
  description = "The secrets of the machine clients, by name: terraform output -json machine_client_secrets."
  value       = { for name, client in aws_cognito_user_pool_client.machine : name => client.client_secret }
  sensitive   = true
}

output "token_command" {
  description = "A command that gets a machine client's token; CLIENT_ID and CLIENT_SECRET are in the outputs auth and machine_client_secrets. null with auth = none."
  value       = local.with_cognito ? "curl -sS -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials '${local.sign_in_url}/oauth2/token'" : null
}
