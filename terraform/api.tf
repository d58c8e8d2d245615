# The HTTP API in front of the functions.

locals {
  api_url = aws_apigatewayv2_api.main.api_endpoint

  # What is written of each request: no address of the caller, and nothing of what was submitted.
  access_log = {
    requestId        = "$context.requestId"
    time             = "$context.requestTime"
    routeKey         = "$context.routeKey"
    status           = "$context.status"
    responseLength   = "$context.responseLength"
    responseLatency  = "$context.responseLatency"
    integrationError = "$context.integrationErrorMessage"
    authorizerError  = "$context.authorizer.error"
    gatewayError     = "$context.error.message"
  }
}

resource "aws_apigatewayv2_api" "main" {
  name          = var.prefix
  description   = "Takes score lines in, and tells what became of them."
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins  = local.pipeline.api.cors.allowOrigins
    allow_methods  = local.pipeline.api.cors.allowMethods
    allow_headers  = local.pipeline.api.cors.allowHeaders
    expose_headers = local.pipeline.api.cors.exposeHeaders
    max_age        = local.pipeline.api.cors.maxAgeSeconds
    # A token is a header that the page sets itself.
    allow_credentials = false
  }
}

# ---------------------------------------------------------------------------------------------------------------------
# Routes
# ---------------------------------------------------------------------------------------------------------------------

resource "aws_apigatewayv2_integration" "main" {
  for_each = local.api_functions

  api_id                 = aws_apigatewayv2_api.main.id
  description            = each.value
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.live[each.value].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = local.pipeline.api.timeoutSeconds * 1000
}

resource "aws_lambda_permission" "api" {
  for_each = local.api_functions

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_alias.live[each.value].function_name
  qualifier     = aws_lambda_alias.live[each.value].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.main.execution_arn}/*/*"
}

resource "aws_apigatewayv2_route" "main" {
  for_each = local.routes

  api_id    = aws_apigatewayv2_api.main.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.main[each.value.function].id}"

  # A route without a scope is public.
  authorization_type   = local.with_cognito && lookup(each.value, "scope", null) != null ? "JWT" : "NONE"
  authorizer_id        = local.with_cognito && lookup(each.value, "scope", null) != null ? aws_apigatewayv2_authorizer.main[0].id : null
  authorization_scopes = local.with_cognito && lookup(each.value, "scope", null) != null ? [for scope in local.opened_by[each.value.scope] : local.scope_names[scope]] : null
}

# What no route takes: preflights, which bear no token, and what the function answers with 404 or 405.
resource "aws_apigatewayv2_route" "fallback" {
  api_id             = aws_apigatewayv2_api.main.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.main[local.pipeline.api.fallback].id}"
  authorization_type = "NONE"
}

# ---------------------------------------------------------------------------------------------------------------------
# Stage
# ---------------------------------------------------------------------------------------------------------------------

# Under vendedlogs, where API Gateway needs no new line in the account's resource policy for every group: that has room for few.
resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/vendedlogs/apigateway/${var.prefix}"
  retention_in_days = var.log_retention_days
}

resource "aws_apigatewayv2_stage" "main" {
  api_id      = aws_apigatewayv2_api.main.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = local.pipeline.api.throttle.ratePerSecond
    throttling_burst_limit = local.pipeline.api.throttle.burst
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = jsonencode(local.access_log)
  }
}
