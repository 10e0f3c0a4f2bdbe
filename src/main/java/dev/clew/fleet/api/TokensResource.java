package dev.clew.fleet.api;

import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.fleet.audit.AuditType;
import dev.clew.fleet.identity.AccessToken;
import dev.clew.fleet.identity.AccessTokens;
import dev.clew.fleet.identity.Caller;
import dev.clew.fleet.identity.Role;
import dev.clew.fleet.server.Fleet;
import dev.clew.time.DurationText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Tokens of the fleet.
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
  private static final String REFUSED = "tokens";

  private final FleetContext context;

  TokensResource(FleetContext context) {
    this.context = context;
  }

  /// A token without what its bearer has to know.
  ///
  /// @param token what its bearer has to know, shown when it is issued; empty else
  @RegisterForReflection
  public record TokenView(
      String id,
      String identity,
      String role,
      String issued,
      String issuedBy,
      String expires,
      String revoked,
      String token) {
    static TokenView of(AccessToken token, String text) {
      return new TokenView(
          token.id(),
          token.identity(),
          token.role(),
          token.issued(),
          token.issuedBy(),
          token.expires(),
          token.revoked(),
          text);
    }

    /// Without the secret.
    @Override
    public String toString() {
      return "TokenView[" + id + "]";
    }
  }

  /// The newest first.
  @RegisterForReflection
  public record TokensView(List<TokenView> tokens) {}

  /// A token that is wanted.
  ///
  /// @param role view, operate or admin
  /// @param expires for how long it is good, such as `30d`; missing: for ever
  @RegisterForReflection
  public record TokenRequest(
      @Nullable String identity, @Nullable String role, @Nullable String expires) {}

  @GET
  @Operation(summary = "The tokens there are, the newest first")
  public TokensView tokens(@Context HttpHeaders headers) {
    Fleet fleet = admin(headers);
    return new TokensView(
        fleet.tokens().all().stream().map(each -> TokenView.of(each, "")).toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Makes a token; what its bearer needs is shown this once")
  public TokenView issue(@Nullable TokenRequest request, @Context HttpHeaders headers) {
    Fleet fleet = admin(headers);
    Caller caller = context.caller(headers);
    if (request == null || request.identity() == null) {
      throw new ClewError(ErrorCode.E001, "The body is an object with identity and role.");
    }
    String wanted = String.valueOf(request.role());
    Role role =
        Role.named(wanted)
            .orElseThrow(
                () ->
                    new ClewError(
                        ErrorCode.E001,
                        "\"" + wanted + "\" is no role; there are view, operate and admin."));
    AccessTokens.Issued issued =
        fleet.tokens().issue(request.identity(), role, life(request.expires()), caller);
    fleet
        .audit()
        .write(
            AuditType.TOKEN_ISSUE,
            caller,
            Map.of(
                "id", issued.token().id(),
                "for", issued.token().identity(),
                "role", role.label(),
                "expires", issued.token().expires()));
    return TokenView.of(issued.token(), issued.text());
  }

  private static @Nullable Duration life(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    return DurationText.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(
            () ->
                new ClewError(
                    ErrorCode.E001,
                    "expires is \"" + text + "\"; write a duration such as 12h or 30d."));
  }

  @POST
  @Path("/{named}/revoke")
  @Operation(summary = "Makes a token, or all of an identity, useless at once")
  public TokensView revoke(@PathParam("named") String named, @Context HttpHeaders headers) {
    Fleet fleet = admin(headers);
    List<AccessToken> revoked = fleet.tokens().revoke(named);
    for (AccessToken each : revoked) {
      fleet
          .audit()
          .write(
              AuditType.TOKEN_REVOKE,
              context.caller(headers),
              Map.of("id", each.id(), "of", each.identity()));
    }
    return new TokensView(revoked.stream().map(each -> TokenView.of(each, "")).toList());
  }

  private Fleet admin(HttpHeaders headers) {
    context.caller(headers).require(Role.ADMIN, REFUSED);
    return context.fleet();
  }
}
