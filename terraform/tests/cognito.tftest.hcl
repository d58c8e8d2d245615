# auth = "cognito": who submits or reads needs a token with the scope of the route.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  auth              = "cognito"
  machine_clients   = { lms = ["submit", "read"], reporting = ["read-all"] }
  browser_addresses = ["https://scores.example.com/"]
}

run "cognito" {
  assert {
    condition     = aws_cognito_user_pool.main[0].admin_create_user_config[0].allow_admin_create_user_only && aws_cognito_user_pool.main[0].deletion_protection == "ACTIVE"
    error_message = "Nobody signs up by himself, and the pool cannot be deleted by mistake."
  }

  assert {
    condition     = aws_cognito_user_pool_domain.main[0].domain == "scoreline-123456789012"
    error_message = "The sign-in domain has the account in it, so that no other account has it."
  }

  assert {
    condition     = aws_cognito_resource_server.main[0].identifier == "scoreline" && toset([for scope in aws_cognito_resource_server.main[0].scope : scope.scope_name]) == toset(["submit", "read", "read-all"])
    error_message = "The resource server has the scopes submit, read and read-all."
  }

  assert {
    condition = alltrue([for client in aws_cognito_user_pool_client.machine : client.generate_secret && client.allowed_oauth_flows == toset(["client_credentials"])]) && { for name, client in aws_cognito_user_pool_client.machine : name => client.allowed_oauth_scopes } == {
      lms       = toset(["scoreline/read", "scoreline/submit"])
      reporting = toset(["scoreline/read-all"])
    }
    error_message = "Machine clients get tokens by secret, with their own scopes."
  }

  assert {
    condition = (aws_cognito_user_pool_client.browser[0].generate_secret == false && aws_cognito_user_pool_client.browser[0].allowed_oauth_flows == toset(["code"]) &&
    aws_cognito_user_pool_client.browser[0].allowed_oauth_scopes == toset(["openid", "scoreline/read", "scoreline/submit"]) && aws_cognito_user_pool_client.browser[0].callback_urls == toset(["https://scores.example.com/"]))
    error_message = "The browser client has no secret, only the code flow, and not read-all."
  }

  # Routes

  assert {
    condition = alltrue([for key, route in aws_apigatewayv2_route.main : lookup(local.routes[key], "scope", null) == null ? route.authorization_type == "NONE"
    : route.authorization_type == "JWT" && route.authorizer_id == aws_apigatewayv2_authorizer.main[0].id])
    error_message = "Routes with a scope ask for a token."
  }

  assert {
    condition     = aws_apigatewayv2_route.main["POST /submissions"].authorization_scopes == toset(["scoreline/submit"]) && aws_apigatewayv2_route.main["GET /submissions/{id}"].authorization_scopes == toset(["scoreline/read", "scoreline/read-all"])
    error_message = "Who submits needs submit; who reads needs read or read-all."
  }

  assert {
    condition     = toset([for key, route in aws_apigatewayv2_route.main : key if route.authorization_type == "NONE"]) == toset(["GET /schemas/{name}/{file}", "GET /openapi.json", "GET /health"])
    error_message = "Contracts and health are public, and nothing else."
  }

  assert {
    condition     = aws_apigatewayv2_route.fallback.authorization_type == "NONE"
    error_message = "Preflights bear no token, and go to $default."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.main[0].jwt_configuration[0].audience == toset(concat([for client in aws_cognito_user_pool_client.machine : client.id], [aws_cognito_user_pool_client.browser[0].id]))
    error_message = "Tokens of our clients are taken, and of no others."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.main[0].jwt_configuration[0].issuer == "https://${aws_cognito_user_pool.main[0].endpoint}"
    error_message = "Tokens come from our pool."
  }

  # What functions and people are told

  assert {
    condition     = alltrue([for name in ["request-receiver", "result-reader"] : aws_lambda_function.main[name].environment[0].variables["AUTH"] == "cognito" && aws_lambda_function.main[name].environment[0].variables["AUTH_RESOURCE_SERVER"] == "scoreline"])
    error_message = "Functions behind the API know that there are tokens, and how scopes are called."
  }

  assert {
    condition     = length([for warning in output.warnings : warning if strcontains(warning, "auth")]) == 0
    error_message = "There is nothing to warn of."
  }

  assert {
    condition     = strcontains(output.try_it, "authorization: Bearer $TOKEN") && output.auth.domain == "https://scoreline-123456789012.auth.eu-central-1.amazoncognito.com"
    error_message = "The command to try it with has a token."
  }
}

run "data_may_go" {
  variables {
    allow_data_loss = true
  }

  assert {
    condition     = aws_cognito_user_pool.main[0].deletion_protection == "INACTIVE" && alltrue([for bucket in aws_s3_bucket.main : bucket.force_destroy])
    error_message = "With allow_data_loss destroy can delete the pool and the data."
  }
}
