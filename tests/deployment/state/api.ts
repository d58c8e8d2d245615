// The HTTP API of a state.
import type { Cors } from "../../../generated/types/pipeline.d.ts";
import type { Resource, Values } from "./resources.ts";

export interface Api {
  id: string;
  endpoint: string;
  executionArn: string;
  cors: Cors;
  stages: Stage[];
  routes: Route[];
  authorizers: { id: string; issuer: string; audience: string[] }[];
}

export interface Stage {
  name: string;
  isDeployedByItself: boolean;
  throttle: { ratePerSecond: number; burst: number };
  /** Settings that single routes have of their own. */
  routesApart: number;
  accessLogArn?: string;
}

export interface Route {
  /** `GET /submissions`, or `$default`. */
  key: string;
  integrationUri: string;
  payloadVersion: string;
  timeoutMs: number;
  authorization: string;
  scopes: string[];
  authorizerId?: string;
}

/** Throws where there is not one API. */
export function apiOf(resources: Resource[]): Api {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type).map(({ values }) => values);
  const [api, ...more] = ofType("aws_apigatewayv2_api");
  if (api === undefined || more.length > 0) throw new Error(`The state has ${more.length + (api ? 1 : 0)} HTTP APIs, not one.`);
  const id = api.text("id");
  const ofApi = (type: string) => ofType(type).filter((values) => values.text("api_id") === id);
  const integrations = ofApi("aws_apigatewayv2_integration");
  return {
    id,
    endpoint: api.text("api_endpoint"),
    executionArn: api.text("execution_arn"),
    cors: corsOf(api),
    stages: ofApi("aws_apigatewayv2_stage").map(stageOf),
    routes: ofApi("aws_apigatewayv2_route").map((route) => routeOf(route, integrations)),
    authorizers: ofApi("aws_apigatewayv2_authorizer").map((authorizer) => {
      const [jwt] = authorizer.blocks("jwt_configuration");
      return { id: authorizer.text("id"), issuer: jwt?.optionalText("issuer") ?? "", audience: jwt?.texts("audience") ?? [] };
    }),
  };
}

function corsOf(api: Values): Cors {
  const [cors] = api.blocks("cors_configuration");
  return {
    allowOrigins: cors?.texts("allow_origins") ?? [],
    allowMethods: cors?.texts("allow_methods") ?? [],
    allowHeaders: cors?.texts("allow_headers") ?? [],
    exposeHeaders: cors?.texts("expose_headers") ?? [],
    maxAgeSeconds: cors?.optionalNumber("max_age") ?? 0,
  };
}

function stageOf(stage: Values): Stage {
  const [settings] = stage.blocks("default_route_settings");
  const accessLogArn = stage.blocks("access_log_settings")[0]?.optionalText("destination_arn");
  return {
    name: stage.text("name"),
    isDeployedByItself: stage.flag("auto_deploy"),
    throttle: {
      ratePerSecond: settings?.optionalNumber("throttling_rate_limit") ?? 0,
      burst: settings?.optionalNumber("throttling_burst_limit") ?? 0,
    },
    routesApart: stage.blocks("route_settings").length,
    ...(accessLogArn !== undefined && { accessLogArn }),
  };
}

function routeOf(route: Values, integrations: Values[]): Route {
  const target = route.text("target");
  const integration = integrations.find((values) => `integrations/${values.text("id")}` === target);
  if (integration === undefined) throw new Error(`The route ${route.text("route_key")} leads to ${target}, which there is not.`);
  const authorizerId = route.optionalText("authorizer_id");
  return {
    key: route.text("route_key"),
    integrationUri: integration.text("integration_uri"),
    payloadVersion: integration.optionalText("payload_format_version") ?? "1.0",
    timeoutMs: integration.optionalNumber("timeout_milliseconds") ?? 30_000,
    authorization: route.optionalText("authorization_type") ?? "NONE",
    scopes: route.texts("authorization_scopes"),
    ...(authorizerId !== undefined && { authorizerId }),
  };
}
