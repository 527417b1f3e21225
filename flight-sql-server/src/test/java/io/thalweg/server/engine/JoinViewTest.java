package io.thalweg.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Materialized views over joins of tables that change at random: equal to their query at every
/// step.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JoinViewTest {
  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.k, a.v, b.v AS w FROM a JOIN b ON a.k = b.k",
        "SELECT a.k, a.v, b.v AS w FROM a LEFT JOIN b ON a.k = b.k AND a.v < b.v",
        "SELECT a.k, a.v, b.v AS w FROM a FULL JOIN b ON a.k = b.k",
        "SELECT a.k, b.v AS w FROM a RIGHT JOIN b ON a.v < b.v",
        "SELECT k, v FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = a.k AND b.v > a.v)",
        "SELECT k, v FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.k = a.k)",
        "SELECT k, v FROM a WHERE k NOT IN (SELECT k FROM b WHERE v > 4)",
        "SELECT k, v FROM a WHERE v > (SELECT avg(v) FROM b)",
        "SELECT k, v FROM a WHERE v >= (SELECT max(v) FROM b WHERE b.k = a.k)",
        "SELECT k, (SELECT count(*) FROM b WHERE b.k = a.k) AS n FROM a",
        "SELECT a.k, sum(b.v) AS s FROM a JOIN b ON a.k = b.k JOIN a AS c ON c.v = b.v GROUP BY a.k",
        "SELECT a.k, a.v, b.v AS w FROM a LEFT ASOF JOIN b MATCH_CONDITION a.v >= b.v ON a.k = b.k"
      })
  void a_view_over_a_join_equals_its_query_at_every_step(String query) {
    engine.run(
        "SET epoch_interval = '5ms'",
        "SET allow_unbounded_state = true",
        "CREATE TABLE a (k INTEGER, v INTEGER)",
        "CREATE TABLE b (k INTEGER, v INTEGER)",
        "INSERT INTO a VALUES (1, 1), (2, 2), (NULL, 3)",
        "INSERT INTO b VALUES (1, 5), (2, 1), (2, 1)",
        "CREATE MATERIALIZED VIEW v AS " + query);
    Random random = new Random(query.hashCode());
    for (int step = 0; step < 12; step++) {
      engine.run(change(random));
      engine.refresh("v");
      assertThat(engine.run("SELECT * FROM v")).as("step %d", step).isEqualTo(engine.run(query));
    }
  }

  private static String change(Random random) {
    String table = random.nextBoolean() ? "a" : "b";
    int key = random.nextInt(4);
    int value = random.nextInt(8);
    return switch (random.nextInt(5)) {
      case 0 -> "UPDATE %s SET v = v + 1 WHERE k = %d".formatted(table, key);
      case 1 -> "DELETE FROM %s WHERE v = %d".formatted(table, value);
      case 2 -> "INSERT INTO %s VALUES (NULL, %d)".formatted(table, value);
      default ->
          "INSERT INTO %s VALUES (%d, %d), (%d, %d)".formatted(table, key, value, value % 4, key);
    };
  }

  @Test
  void a_join_as_of_a_time_says_what_it_needs() {
    engine.run("CREATE TABLE a (k INTEGER, v INTEGER, d DOUBLE)");
    assertThatThrownBy(
            () ->
                engine.run("SELECT 1 FROM a ASOF JOIN a b MATCH_CONDITION a.v = b.v ON a.k = b.k"))
        .hasMessageContaining("MATCH_CONDITION");
    assertThatThrownBy(
            () ->
                engine.run("SELECT 1 FROM a ASOF JOIN a b MATCH_CONDITION a.v > a.k ON a.k = b.k"))
        .hasMessageContaining("right side");
    assertThatThrownBy(
            () ->
                engine.run("SELECT 1 FROM a ASOF JOIN a b MATCH_CONDITION a.d > b.d ON a.k = b.k"))
        .hasMessageContaining("DOUBLE");
  }
}
