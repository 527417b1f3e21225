package io.thalweg.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.plan.StreamPlan.Emit;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
  @Test
  void aContinuousPlanIsTheSameWhenItIsRead() {
    Schema schema = Schema.of(Field.nullable("a", SimpleType.BIGINT));
    Consolidate root = new Consolidate(2, new Values(1, List.of(), schema));
    NodeStream facts =
        new NodeStream(
                "node",
                true,
                List.of(new NodeStream.Input(true, false, Optional.of(new Expiry(0, 5)))),
                Optional.of(new Expiry(0, -1)),
                OptionalLong.of(1_000))
            .withFirstRows(3);
    PhysicalPlan plan =
        new PhysicalPlan(
            List.of(new Fragment(0, root, Optional.empty(), false)),
            schema,
            List.of(SimpleType.BIGINT),
            Map.of(1, 7.0),
            Optional.of(new StreamPlan(Map.of(2, facts), Emit.CHANGES)));
    assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
  }
}
