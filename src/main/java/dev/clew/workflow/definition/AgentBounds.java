package dev.clew.workflow.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long an agent goes on.
///
/// @param turns answers of the model
/// @param tokens read and written
/// @param costUsd null for any
public record AgentBounds(int turns, long tokens, @Nullable Double costUsd, Duration time) {}
