package dev.clew.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/api/v1/status")
public final class StatusResource {
  record Status(String version) {}

  @GET
  public Status status() {
    return new Status("x");
  }
}
