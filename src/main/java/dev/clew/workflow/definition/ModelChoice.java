package dev.clew.workflow.definition;

import dev.clew.workflow.expression.Template;
import org.jspecify.annotations.Nullable;

/// Which model is asked, and how it answers.
///
/// @param provider `openai` or `anthropic`
/// @param addressVariable of the environment that has the API's address, or null for the provider's
/// @param keyVariable the same of the key
/// @param maxTokens the most that it may write, or null for the provider's own limit
public record ModelChoice(
    String provider,
    Template name,
    @Nullable String addressVariable,
    @Nullable String keyVariable,
    @Nullable Double temperature,
    @Nullable Integer maxTokens) {}
