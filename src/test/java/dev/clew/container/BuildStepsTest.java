package dev.clew.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildStepsTest {
  private static List<String> read(String output) {
    List<String> steps = new ArrayList<>();
    var reader =
        new BuildSteps(
            step ->
                steps.add(
                    step.number()
                        + " "
                        + step.instruction()
                        + " cached="
                        + step.cached()
                        + " "
                        + step.took().toSeconds()));
    long second = 0;
    for (String line : output.lines().toList()) {
      reader.line(line, Instant.ofEpochSecond(second++));
    }
    return steps;
  }

  @Test
  void ofTheClassicBuilder() {
    assertThat(
            read(
                """
                Sending build context to Docker daemon  2.048kB
                Step 1/3 : FROM busybox
                 ---> 2f0e3f04b802
                Step 2/3 : RUN echo one
                 ---> Using cache
                 ---> aabbccddeeff
                Step 3/3 : RUN echo two
                 ---> Running in 0123456789ab
                two
                Removing intermediate container 0123456789ab
                 ---> 001122334455
                Successfully built 001122334455
                Successfully tagged it:1
                """))
        .containsExactly(
            "1/3 FROM busybox cached=null 2",
            "2/3 RUN echo one cached=true 3",
            "3/3 RUN echo two cached=false 5");
  }

  @Test
  void ofBuildKit() {
    assertThat(
            read(
                """
                #1 [internal] load build definition from Dockerfile
                #1 DONE 0.0s
                #4 [build 1/3] FROM docker.io/library/busybox
                #4 DONE 0.1s
                #5 [build 2/3] RUN echo one
                #5 CACHED
                #6 [build 3/3] RUN echo two
                #6 0.212 two
                #6 DONE 0.3s
                #7 [stage-1 2/2] RUN false
                #7 ERROR: process "/bin/sh -c false" did not complete successfully: exit code: 1
                """))
        .containsExactly(
            "build 1/3 FROM docker.io/library/busybox cached=null 1",
            "build 2/3 RUN echo one cached=true 1",
            "build 3/3 RUN echo two cached=false 2");
  }

  @Test
  void ofPodman() {
    assertThat(
            read(
                """
                STEP 1/3: FROM busybox
                STEP 2/3: RUN echo one
                --> Using cache aabbccddeeff
                --> aabbccddeeff
                STEP 3/3: RUN echo two
                two
                COMMIT it:1
                --> 001122334455
                """))
        .containsExactly(
            "1/3 FROM busybox cached=null 1",
            "2/3 RUN echo one cached=true 3",
            "3/3 RUN echo two cached=false 2");
  }
}
