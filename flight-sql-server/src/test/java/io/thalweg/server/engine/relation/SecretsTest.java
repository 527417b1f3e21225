package io.thalweg.server.engine.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("THALWEG_P", "s3cret", "PATH", "/");

  private static Map<String, String> resolved(String option, String value) {
    return Secrets.resolved(Map.of(option, value, "topic", "t"), ENVIRONMENT::get);
  }

  @Test
  void a_reference_is_looked_up_for_secrets_alone() {
    assertThat(resolved("sasl_password", "${ENV:THALWEG_P}"))
        .containsEntry("sasl_password", "s3cret")
        .containsEntry("topic", "t");
    assertThat(resolved("prefix", "${ENV:THALWEG_P}")).containsEntry("prefix", "${ENV:THALWEG_P}");
    assertThat(resolved("sasl_password", "plain")).containsEntry("sasl_password", "plain");
  }

  @Test
  void other_variables_and_missing_ones_are_refused() {
    assertThatThrownBy(() -> resolved("sasl_password", "${ENV:PATH}"))
        .hasMessageContaining("PATH")
        .hasMessageContaining("THALWEG_");
    assertThatThrownBy(() -> resolved("sasl_password", "${ENV:THALWEG_Q}"))
        .hasMessageContaining("not set");
  }

  @Test
  void secrets_are_neither_shown_nor_stored() {
    assertThat(Secrets.shown("sasl_password", "plain")).isEqualTo("******");
    assertThat(Secrets.shown("sasl_password", "${ENV:THALWEG_P}")).isEqualTo("${ENV:THALWEG_P}");
    assertThat(Secrets.shown("topic", "t")).isEqualTo("t");
    assertThatThrownBy(() -> Secrets.requireReferences(Map.of("sasl_password", "plain")))
        .hasMessageContaining("sasl_password")
        .hasMessageNotContaining("plain");
    Secrets.requireReferences(Map.of("sasl_password", "${ENV:THALWEG_P}", "topic", "t"));
  }
}
