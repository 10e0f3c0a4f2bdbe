package dev.clew.cli.look;

import dev.clew.record.Attributes;
import dev.clew.runs.RunNode;
import dev.clew.terminal.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a span's name does not say of a model, a judge or a tool: tokens and cost, score, name and
/// decision.
final class SpanFigures {
  private static final String INPUT = "gen_ai.usage.input_tokens";
  private static final String OUTPUT = "gen_ai.usage.output_tokens";

  private SpanFigures() {}

  /// In a few words; empty where there is nothing to say.
  static String of(RunNode node) {
    Attributes attributes = node.attributes();
    String tool = attributes.text("tool.name");
    if (!tool.isEmpty()) {
      return tool;
    }
    String decision = attributes.text("permission.decision");
    if (!decision.isEmpty()) {
      String source = attributes.text("permission.source").replace('_', ' ');
      return source.isEmpty() ? decision : decision + " (" + source + ")";
    }
    OptionalDouble score = attributes.number("score");
    if (node.name().startsWith("eval.") && score.isPresent()) {
      return "score " + number(score.getAsDouble());
    }
    return tokens(node);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /// The tokens of a model, or of all models below a node; empty where none was asked.
  static String tokens(RunNode node) {
    var sum = new Sum();
    sum.add(node);
    return sum.words();
  }

  /// A span that knows its tokens knows those of the spans below it.
  private static final class Sum {
    private long input;
    private long output;
    private double cost;
    private boolean asked;
    private boolean priced = true;

    void add(RunNode node) {
      Attributes attributes = node.attributes();
      OptionalLong in = attributes.whole(INPUT);
      OptionalLong out = attributes.whole(OUTPUT);
      if (in.isEmpty() && out.isEmpty()) {
        node.children().forEach(this::add);
        return;
      }
      asked |= in.orElse(0) + out.orElse(0) > 0;
      input += in.orElse(0);
      output += out.orElse(0);
      OptionalDouble known = attributes.number("clew.model.cost_usd");
      OptionalDouble total = known.isPresent() ? known : attributes.number("clew.cost.usd");
      priced &= total.isPresent();
      cost += total.orElse(0);
    }

    String words() {
      if (!asked) {
        return "";
      }
      List<String> words = new ArrayList<>();
      words.add(Amounts.count(input) + " in");
      words.add(Amounts.count(output) + " out");
      if (priced) {
        words.add(TokensPrinter.cost(cost));
      }
      return String.join(", ", words);
    }
  }
}
