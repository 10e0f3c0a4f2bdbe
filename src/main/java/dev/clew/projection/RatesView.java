package dev.clew.projection;

/// Records a second that come in.
public record RatesView(double spans, double logs, double points) {}
