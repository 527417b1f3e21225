package io.thalweg.planner.stream;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Names states by what is computed: equal subtrees have equal names, whatever stands above them,
/// however many tasks there are and in whichever fragment they run.
final class Identity {
  private static final int BYTES = 12;
  private static final String PARTIAL = "partial-";

  /// With the time at which the query was planned, which is another each time.
  private static final Pattern CLOCK = Pattern.compile("proctime\\('[^']*'\\)");

  private Identity() {}

  static String of(PlanNode node, List<Facts> inputs) {
    return digest(node.name(), node.details(), node, inputs.stream().map(Facts::identity).toList());
  }

  /// A scan is named by its table, not by the table's version.
  static String of(Scan scan) {
    TableHandle table = scan.table();
    String version = table.schema().isEmpty() ? new TreeMap<>(table.properties()).toString() : "";
    return digest(
        "Scan", table + version + " " + scan.schema() + " " + scan.filters(), scan, List.of());
  }

  /// One step and two steps keep the same state.
  static String of(Aggregate aggregate, StreamFacts facts) {
    if (aggregate.phase() == Aggregate.Phase.FINAL) {
      PlanNode partial = aggregate.input();
      while (!(partial instanceof Aggregate)) {
        partial =
            partial instanceof ExchangeSource source
                ? facts.fragmentRoot(source)
                : partial.inputs().getFirst();
      }
      return facts.of(partial).identity().substring(PARTIAL.length());
    }
    String name =
        digest(
            "Aggregate",
            aggregate.details(),
            aggregate.input(),
            List.of(facts.of(aggregate.input()).identity()));
    return aggregate.phase() == Aggregate.Phase.PARTIAL ? PARTIAL + name : name;
  }

  /// @param typed whose column types belong to the name
  private static String digest(String name, String details, PlanNode typed, List<String> inputs) {
    String timeless = CLOCK.matcher(details).replaceAll("proctime()");
    String text = name + "\n" + timeless + "\n" + typed.schema().types() + "\n" + inputs;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
