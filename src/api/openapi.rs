//! The OpenAPI document, generated from the handlers, and the route table derived from it.

use std::sync::OnceLock;

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use actix_web::http::header::{self, ContentType};
use actix_web::{App, HttpResponse, get};
use utoipa::OpenApi as _;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, ParameterStyle, PathItem};
use utoipa::openapi::schema::{ArrayBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr, Required, ResponseBuilder};
use utoipa_actix_web::{AppExt, scope};

use crate::api::bounds::Bounds;
use crate::api::http::body::VERSION_LENGTH;
use crate::api::http::lists::COLUMNS;
use crate::api::http::problem::Problem;
use crate::api::http::session::Session;
use crate::api::http::{may, status};
use crate::api::oversight::export_columns;
use crate::api::rates::{self, CallClass, CallClasses};
use crate::api::routes;
use crate::error::Result;
use crate::sheet::Format;

const DESCRIPTION: &str = "\
The custody centre for seized case property. Every operation names the permission it needs as the scope of its \
security requirement; roles and permissions are joined in docs/permissions.md. Errors are problem+json with a stable \
`code`, see docs/errors.md. Lists are paged by `cursor`. `x-limit` names the calls of which one person may make so many a \
minute, see docs/API.md. Times are RFC 3339 in UTC.";

#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(Format, Problem)))]
struct Base;

/// The document of every operation there is.
pub fn openapi() -> &'static OpenApi {
    static DOCUMENT: OnceLock<OpenApi> = OnceLock::new();
    DOCUMENT.get_or_init(written)
}

fn written() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(Base::openapi());
    let app = app.service(scope("/api/v1").configure(routes)).configure(status::routes);
    let (_, mut document) = app.split_for_parts();
    document.info.title = "Custody centre".into();
    document.info.version = env!("CARGO_PKG_VERSION").into();
    document.info.description = Some(DESCRIPTION.into());
    document.info.license = None;
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    components.add_security_scheme("session", SecurityScheme::Http(bearer));
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-access")));
    components.add_security_scheme("cookie", cookie);
    for item in document.paths.paths.values_mut() {
        complete(item);
        offer_columns(item);
    }
    document
}

/// Says of an export which columns it has.
fn offer_columns(item: &mut PathItem) {
    let Some(operation) = &mut item.get else { return };
    let exports = export_columns::keys();
    let Some((_, keys)) = exports.iter().find(|(export, _)| operation.operation_id.as_deref() == Some(export)) else {
        return;
    };
    let key = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(keys.iter().copied()));
    let columns = ArrayBuilder::new().items(key).max_items(Some(keys.len())).unique_items(true);
    let parameter = ParameterBuilder::new()
        .name(COLUMNS)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some("The columns wanted, separated by commas, in that order; every one unless said."))
        .style(Some(ParameterStyle::Form))
        .explode(Some(false))
        .schema(Some(columns));
    operation.parameters.get_or_insert_with(Vec::new).push(parameter.build().into());
}

/// What is posted for its size alone, and writes nothing.
const WRITES_NOTHING: &str = "try_clock_rules";

/// What holds for every operation of its kind, so that no handler repeats it.
fn complete(item: &mut PathItem) {
    let once = header_of("Idempotency-Key", "A UUID; a repeated call with the same key gets the same answer.");
    let version = header_of("If-Match", "The version being edited, as its ETag says it.");
    for operation in [&mut item.get, &mut item.delete].into_iter().flatten() {
        finish(operation, None);
    }
    if let Some(post) = &mut item.post {
        let repeatable = ["session", "setup"];
        let tagged = post.tags.iter().flatten().any(|tag| repeatable.contains(&tag.as_str()));
        let writes = post.operation_id.as_deref() != Some(WRITES_NOTHING);
        finish(post, (!tagged && writes).then_some(once));
    }
    for operation in [&mut item.put, &mut item.patch].into_iter().flatten() {
        let header = edits(operation).then(|| version.clone());
        finish(operation, header);
    }
}

/// Whether an operation changes what was seen; the parts of a file have their place instead of a version.
fn edits(operation: &Operation) -> bool {
    !matches!(&operation.request_body, Some(RefOr::T(body)) if !body.content.contains_key("application/json"))
}

fn finish(operation: &mut Operation, header: Option<Parameter>) {
    if let Some(header) = header {
        operation.parameters.get_or_insert_with(Vec::new).push(header.into());
    }
    if let Some(permission) = permission(operation) {
        let cookie = SecurityRequirement::new("cookie", [permission]);
        operation.security.get_or_insert_with(Vec::new).push(cookie);
    }
    let problem = ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name("Problem")))).build();
    let response = ResponseBuilder::new()
        .description("Refused; `code` says why.")
        .content("application/problem+json", problem)
        .build();
    operation.responses.responses.insert("default".into(), response.into());
}

fn header_of(name: &str, description: &str) -> Parameter {
    let format = (name == "Idempotency-Key").then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
    let length = format.is_none().then_some(VERSION_LENGTH);
    let schema = ObjectBuilder::new().schema_type(Type::String).format(format).max_length(length);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

/// The permission an operation names; none for a public one.
pub fn permission(operation: &Operation) -> Option<String> {
    let requirements = serde_json::to_value(operation.security.as_ref()?).ok()?;
    let scopes = requirements.as_array()?.iter().find_map(|requirement| requirement.get("session"))?;
    Some(scopes.as_array()?.first()?.as_str()?.to_owned())
}

/// The document as text.
pub fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| openapi().to_pretty_json().unwrap_or_default())
}

/// The methods an address takes, for `Allow`; `None` when there is no such address.
pub fn methods_of(path: &str) -> Option<String> {
    static TABLE: OnceLock<Vec<(ResourceDef, String)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        openapi().paths.paths.iter().map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item))).collect()
    });
    table.iter().find(|(pattern, _)| pattern.is_match(path)).map(|(_, methods)| methods.clone())
}

/// What the document says of the parameters of operations.
pub fn bounds() -> &'static Bounds {
    static BOUNDS: OnceLock<Bounds> = OnceLock::new();
    BOUNDS.get_or_init(|| Bounds::of(&serde_json::to_value(openapi()).unwrap_or_default()))
}

/// The classes of operations, as the document names them beside their permissions.
pub fn call_classes() -> CallClasses {
    let document = openapi();
    let mut classes = CallClasses::default();
    for (path, item) in &document.paths.paths {
        for (method, operation) in [(Method::GET, &item.get), (Method::POST, &item.post)] {
            let named = operation.as_ref().and_then(|operation| operation.extensions.as_ref()?.get(rates::EXTENSION));
            if let Some(class) = named.and_then(|name| CallClass::of(name.as_str()?)) {
                classes.insert(path, method, class);
            }
        }
    }
    classes
}

fn methods(item: &PathItem) -> String {
    let known = [
        ("GET, HEAD", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let names: Vec<_> = known.iter().filter(|(_, operation)| operation.is_some()).map(|(name, _)| *name).collect();
    names.join(", ")
}

/// This document, for people with an account.
#[utoipa::path(
    tag = "program",
    operation_id = "read_openapi",
    security(("session" = ["own_account"])),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json"))
)]
#[get("/openapi.json")]
pub async fn read(session: Session<may::OwnWork>) -> Result<HttpResponse> {
    session.viewer().await?;
    let mut response = HttpResponse::Ok();
    Ok(response.insert_header((header::CACHE_CONTROL, "no-cache")).content_type(ContentType::json()).body(text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_that_is_named_is_there() {
        let document = serde_json::to_value(openapi()).unwrap();
        let known = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        let named: Vec<_> =
            text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(named.len() > 100);
        for name in named {
            assert!(known.contains_key(name), "{name}");
        }
    }
}
