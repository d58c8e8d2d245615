# Who may use the API (auth = "cognito"): the user pool, its scopes and clients, and the authoriser that holds tokens against them.
#
# A route asks for the scope that pipeline.json gives it: submit, or read. Whose submissions a token may read is decided by the functions: those of its own
# client or user, or all of them with read-all. AUTH and AUTH_RESOURCE_SERVER tell them.

locals {
  with_cognito    = var.auth == "cognito"
  resource_server = var.prefix

  scopes = {
    submit   = "Submit score lines and files."
    read     = "Read what became of one's own submissions."
    read-all = "Read what became of all submissions."
  }
  scope_names = { for scope in keys(local.scopes) : scope => "${local.resource_server}/${scope}" }
  # Which scopes open a route; any one of them does.
  opened_by = { submit = ["submit"], read = ["read", "read-all"] }

  # What the functions behind the API need to know of it, derived here and nowhere else.
  auth_environment = merge(
    { AUTH = var.auth },
    { for variable in ["AUTH_RESOURCE_SERVER"] : variable => local.resource_server if local.with_cognito },
  )

  sign_in_url = one([for domain in aws_cognito_user_pool_domain.main : "https://${domain.domain}.auth.${local.region}.amazoncognito.com"])
  client_ids  = concat([for client in aws_cognito_user_pool_client.machine : client.id], aws_cognito_user_pool_client.browser[*].id)
}

resource "aws_cognito_user_pool" "main" {
  count = local.with_cognito ? 1 : 0

  name                     = var.prefix
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  deletion_protection      = var.allow_data_loss ? "INACTIVE" : "ACTIVE"

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  password_policy {
    minimum_length                   = 12
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = false
    require_uppercase                = true
    temporary_password_validity_days = 7
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  software_token_mfa_configuration {
    enabled = true
  }

  username_configuration {
    case_sensitive = false
  }
}

# Where tokens come from and people sign in. The name is unique in all of a region; the account makes it so.
resource "aws_cognito_user_pool_domain" "main" {
  count = local.with_cognito ? 1 : 0

  domain       = "${var.prefix}-${local.account}"
  user_pool_id = aws_cognito_user_pool.main[0].id
}

resource "aws_cognito_resource_server" "main" {
  count = local.with_cognito ? 1 : 0

  identifier   = local.resource_server
  name         = "Scoreline ${var.prefix}"
  user_pool_id = aws_cognito_user_pool.main[0].id

  dynamic "scope" {
    for_each = local.scopes

    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

# Programs: a token for client id and secret.
resource "aws_cognito_user_pool_client" "machine" {
  for_each = { for name, scopes in var.machine_clients : name => scopes if local.with_cognito }

  # Cognito refuses scopes that it does not know yet.
  depends_on = [aws_cognito_resource_server.main]

  name                                 = "${var.prefix}-${each.key}"
  user_pool_id                         = aws_cognito_user_pool.main[0].id
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = [for scope in each.value : local.scope_names[scope]]
  enable_token_revocation              = true
  access_token_validity                = 1

  token_validity_units {
    access_token = "hours"
  }
}

# People in a browser: the code flow, without a secret, so with PKCE. Cognito has scopes by client, not by user: nobody gets read-all by signing in.
resource "aws_cognito_user_pool_client" "browser" {
  count = local.with_cognito ? 1 : 0

  depends_on = [aws_cognito_resource_server.main]

  name                                 = "${var.prefix}-browser"
  user_pool_id                         = aws_cognito_user_pool.main[0].id
  generate_secret                      = false
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", local.scope_names.submit, local.scope_names.read]
  supported_identity_providers         = ["COGNITO"]
  callback_urls                        = var.browser_addresses
  logout_urls                          = var.browser_addresses
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors        = "ENABLED"
  enable_token_revocation              = true
  access_token_validity                = 1
  id_token_validity                    = 1
  refresh_token_validity               = 30

  token_validity_units {
    access_token  = "hours"
    id_token      = "hours"
    refresh_token = "days"
  }
}

# An access token of Cognito has no audience of its own; API Gateway holds its client id against the list.
resource "aws_apigatewayv2_authorizer" "main" {
  count = local.with_cognito ? 1 : 0

  api_id           = aws_apigatewayv2_api.main.id
  name             = "cognito"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.main[0].endpoint}"
    audience = local.client_ids
  }
}
