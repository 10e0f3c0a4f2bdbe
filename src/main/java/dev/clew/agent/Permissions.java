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

/// Decides whether a tool may be called. What the user has denied for good is denied. Of several
/// rules that match, one that denies goes before one that asks, and that before one that allows; an
/// answer for the session or for good counts where a rule asks. Without a rule reading is allowed
/// and everything else asked.
public final class Permissions {
  private static final List<PermissionRule> READING =
      List.of(
          PermissionRule.parse("allow " + FileTools.READ),
          PermissionRule.parse("allow " + FileTools.LIST),
          PermissionRule.parse("allow " + FileTools.SEARCH));

  private final List<PermissionRule> rules;
  private final Asker asker;
  private final PermissionMemory memory;
  private final List<PermissionRule> learned = new CopyOnWriteArrayList<>();
  private final ReentrantLock asking = new ReentrantLock();

  /// Decides by rules.
  ///
  /// @param asker decides what they leave open
  /// @param memory of what was decided for good
  public Permissions(List<PermissionRule> rules, Asker asker, PermissionMemory memory) {
    this.rules = List.copyOf(rules);
    this.asker = asker;
    this.memory = memory;
  }

  /// Reads rules.
  ///
  /// @throws ClewError E118 for the first that is none
  public static Permissions of(List<String> rules, Asker asker, PermissionMemory memory) {
    List<PermissionRule> parsed = new ArrayList<>();
    for (String rule : rules) {
      try {
        parsed.add(PermissionRule.parse(rule));
      } catch (IllegalArgumentException e) {
        throw new ClewError(
            ErrorCode.E118, "permission rule \"" + rule + "\": " + e.getMessage() + ".", e);
      }
    }
    return new Permissions(parsed, asker, memory);
  }

  /// What a decision comes from.
  enum Source {
    /// The user's decision for good, of an earlier question.
    REMEMBERED,
    /// A rule of the workflow.
    RULE,
    /// Reading is allowed where no rule says otherwise.
    BUILT_IN,
    /// An answer in this session.
    ANSWER,
    /// Nobody could be asked.
    NO_TERMINAL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What was decided, and for how long.
  ///
  /// @param scope `once`, `session` or `always`
  record Decision(boolean allowed, String scope, Source source) {
    private Decision(boolean allowed, Scope scope, Source source) {
      this(allowed, scope.name().toLowerCase(Locale.ROOT), source);
    }
  }

  /// Takes over what was decided before an interruption.
  void learn(List<PermissionRule> earlier) {
    learned.addAll(earlier);
  }

  /// What was decided for the session.
  List<PermissionRule> learned() {
    return List.copyOf(learned);
  }

  /// Decides, and asks where nothing has been decided.
  ///
  /// @throws ClewError when what was decided for good cannot be read
  /// @throws java.util.concurrent.CancellationException when it was cancelled meanwhile
  Decision decide(String agent, ToolUse use, Cancellation cancellation) {
    Decision decided = decided(use);
    if (decided != null) {
      return decided;
    }
    if (!asker.isThere()) {
      return new Decision(false, Scope.ONCE, Source.NO_TERMINAL);
    }
    asking.lock();
    try {
      cancellation.check();
      // The one before may have been answered for more than itself.
      Decision meanwhile = decided(use);
      return meanwhile == null ? ask(new Question(agent, use), cancellation) : meanwhile;
    } finally {
      asking.unlock();
    }
  }

  private @Nullable Decision decided(ToolUse use) {
    Effect remembered = memory.recall(use);
    if (remembered == Effect.DENY) {
      return new Decision(false, Scope.ALWAYS, Source.REMEMBERED);
    }
    Effect rule = strictest(rules, use);
    Effect effect = rule == null ? strictest(READING, use) : rule;
    if (effect == Effect.ALLOW || effect == Effect.DENY) {
      return new Decision(
          effect == Effect.ALLOW, Scope.ALWAYS, rule == null ? Source.BUILT_IN : Source.RULE);
    }
    for (PermissionRule each : learned) {
      // A subject may have a star of its own.
      if (each.tool().equals(use.tool()) && each.argument().equals(use.subject())) {
        return new Decision(each.effect() == Effect.ALLOW, Scope.SESSION, Source.ANSWER);
      }
    }
    return remembered == null ? null : new Decision(true, Scope.ALWAYS, Source.REMEMBERED);
  }

  private static @Nullable Effect strictest(List<PermissionRule> rules, ToolUse use) {
    Effect strictest = null;
    for (PermissionRule rule : rules) {
      if (rule.matches(use.tool(), use.subject())) {
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
    ToolUse use = question.use();
    Scope scope = answer.scope();
    if (scope == Scope.ALWAYS) {
      if (memory.keep(use, answer.allowed(), answer.anyArguments())) {
        return new Decision(answer.allowed(), scope, Source.ANSWER);
      }
      // What cannot be kept holds as long as it can.
      scope = Scope.SESSION;
    }
    if (scope == Scope.SESSION) {
      Effect effect = answer.allowed() ? Effect.ALLOW : Effect.DENY;
      learned.add(new PermissionRule(effect, use.tool(), use.subject()));
    }
    return new Decision(answer.allowed(), scope, Source.ANSWER);
  }
}
