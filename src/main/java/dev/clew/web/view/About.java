package dev.clew.web.view;

import java.util.List;

/// What the daemon says of itself.
///
/// @param otlp addresses that take OTLP, once they do
/// @param auth whether a token is demanded
/// @param fleet whether it is the control plane of one
public record About(String version, List<String> otlp, boolean auth, boolean fleet) {}
