package dev.clew.agent;

import dev.clew.agent.Asker.Answer;
import dev.clew.agent.Asker.Question;
import dev.clew.agent.Asker.Scope;
import dev.clew.agent.PermissionRule.Effect;
import dev.clew.error.ClewError;
import dev.clew.error.ErrorCode;
import dev.clew.model.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Decides whether a tool may be called. Of several rules that match, one that denies goes before
/// one that asks, and that before one that allows; an answer for the session counts where a rule
/// asks. Without a rule reading is allowed and everything else asked.
public final class Permissions {
  private static final List<PermissionRule> READING =
      List.of(
          PermissionRule.parse("allow " + FileTools.READ),
          PermissionRule.parse("allow " + FileTools.LIST),
          PermissionRule.parse("allow " + FileTools.SEARCH));

  private final List<PermissionRule> rules;
  private final Asker asker;
  private final List<PermissionRule> learned = new CopyOnWriteArrayList<>();
  private final ReentrantLock asking = new ReentrantLock();

  /// Decides by rules.
  ///
  /// @param asker decides what they leave open
  public Permissions(List<PermissionRule> rules, Asker asker) {
    this.rules = List.copyOf(rules);
    this.asker = asker;
  }

  /// Reads rules.
  ///
  /// @throws ClewError E118 for the first that is none
  public static Permissions of(List<String> rules, Asker asker) {
    List<PermissionRule> parsed = new ArrayList<>();
    for (String rule : rules) {
      try {
        parsed.add(PermissionRule.parse(rule));
      } catch (IllegalArgumentException e) {
        throw new ClewError(
            ErrorCode.E118, "permission rule \"" + rule + "\": " + e.getMessage() + ".", e);
      }
    }
    return new Permissions(parsed, asker);
  }

  /// What was decided, and for how long.
  ///
  /// @param scope `once`, `session` or `always`
  record Decision(boolean allowed, String scope) {
    private Decision(boolean allowed, Scope scope) {
      this(allowed, scope.name().toLowerCase(Locale.ROOT));
    }
  }

  /// Takes over what was decided before an interruption.
  void learn(List<PermissionRule> earlier) {
    learned.addAll(earlier);
  }

  /// What was decided for the session or always.
  List<PermissionRule> learned() {
    return List.copyOf(learned);
  }

  /// Decides, and asks where nothing has been decided.
  ///
  /// @throws java.util.concurrent.CancellationException when it was cancelled meanwhile
  Decision decide(String agent, String tool, String subject, Cancellation cancellation) {
    Decision decided = decided(tool, subject);
    if (decided != null) {
      return decided;
    }
    asking.lock();
    try {
      cancellation.check();
      // The one before may have been answered for the session.
      Decision meanwhile = decided(tool, subject);
      return meanwhile == null ? ask(new Question(agent, tool, subject), cancellation) : meanwhile;
    } finally {
      asking.unlock();
    }
  }

  private @Nullable Decision decided(String tool, String subject) {
    Effect effect = strictest(rules, tool, subject);
    if (effect == null) {
      effect = strictest(READING, tool, subject);
    }
    if (effect == Effect.ALLOW || effect == Effect.DENY) {
      return new Decision(effect == Effect.ALLOW, Scope.ALWAYS);
    }
    for (PermissionRule rule : learned) {
      // A subject may have a star of its own.
      if (rule.tool().equals(tool) && rule.argument().equals(subject)) {
        return new Decision(rule.effect() == Effect.ALLOW, Scope.SESSION);
      }
    }
    return null;
  }

  private static @Nullable Effect strictest(
      List<PermissionRule> rules, String tool, String subject) {
    Effect strictest = null;
    for (PermissionRule rule : rules) {
      if (rule.matches(tool, subject)) {
        if (rule.effect() == Effect.DENY) {
          return Effect.DENY;
        }
        strictest = strictest == Effect.ASK ? strictest : rule.effect();
      }
    }
    return strictest;
  }

  private Decision ask(Question question, Cancellation cancellation) {
    Answer answer = asker.ask(question, cancellation);
    if (answer.scope() != Scope.ONCE) {
      learned.add(
          new PermissionRule(
              answer.allowed() ? Effect.ALLOW : Effect.DENY, question.tool(), question.subject()));
    }
    return new Decision(answer.allowed(), answer.scope());
  }
}
