package dev.clew.web.view;

import java.util.List;

/// What the daemon says of itself.
///
/// @param otlp addresses that take OTLP, once they do
/// @param auth whether a token is demanded
public record About(String version, List<String> otlp, boolean auth) {}
