package dev.clew.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The environments are those that the systems' documentation gives as examples.
class PipelineRunTest {
  private static final String SHA = "8d3f1b7c0e1f4a5b9c6d7e8f90a1b2c3d4e5f607";

  private static final Map<CiSystem, String> ENVIRONMENTS =
      Map.of(
          CiSystem.GITHUB,
          """
          GITHUB_ACTIONS=true
          GITHUB_SERVER_URL=https://github.com
          GITHUB_REPOSITORY=octo/hello
          GITHUB_RUN_ID=1658821493
          GITHUB_RUN_ATTEMPT=2
          GITHUB_WORKFLOW=Build
          GITHUB_JOB=unit
          GITHUB_REF_TYPE=branch
          GITHUB_REF_NAME=17/merge
          GITHUB_HEAD_REF=fix/x
          GITHUB_BASE_REF=main
          GITHUB_SHA=SHA
          RUNNER_NAME=Hosted Agent
          """,
          CiSystem.GITLAB,
          """
          GITLAB_CI=true
          CI_SERVER_URL=https://gitlab.example.com
          CI_PIPELINE_NAME=Build
          CI_PIPELINE_ID=77
          CI_PIPELINE_URL=https://gitlab.example.com/g/s/p/-/pipelines/77
          CI_JOB_NAME=unit
          CI_JOB_ID=901
          CI_JOB_URL=https://gitlab.example.com/g/s/p/-/jobs/901
          CI_PROJECT_PATH=g/s/p
          CI_PROJECT_URL=https://gitlab.example.com/g/s/p
          CI_COMMIT_REF_NAME=v1.0
          CI_COMMIT_TAG=v1.0
          CI_COMMIT_SHA=SHA
          CI_RUNNER_ID=5
          CI_RUNNER_DESCRIPTION=fast
          """,
          CiSystem.BUILDKITE,
          """
          BUILDKITE=true
          BUILDKITE_PIPELINE_NAME=Build
          BUILDKITE_BUILD_ID=9e08ef3c-d6e6-4a86-91dd-577ce5205b8e
          BUILDKITE_BUILD_URL=https://buildkite.com/acme/p/builds/1514
          BUILDKITE_JOB_ID=e44f9784
          BUILDKITE_LABEL=unit
          BUILDKITE_REPO=git@github.com:acme/p.git
          BUILDKITE_PIPELINE_PROVIDER=github
          BUILDKITE_BRANCH=main
          BUILDKITE_COMMIT=SHA
          BUILDKITE_PULL_REQUEST=false
          BUILDKITE_AGENT_NAME=agent-1
          """,
          CiSystem.CIRCLECI,
          """
          CIRCLECI=true
          CIRCLE_PROJECT_USERNAME=acme
          CIRCLE_PROJECT_REPONAME=p
          CIRCLE_WORKFLOW_ID=3f6f2c5e
          CIRCLE_JOB=unit
          CIRCLE_BUILD_NUM=12
          CIRCLE_BUILD_URL=https://circleci.com/gh/acme/p/12
          CIRCLE_REPOSITORY_URL=git@github.com:acme/p.git
          CIRCLE_BRANCH=main
          CIRCLE_SHA1=SHA
          CIRCLE_PULL_REQUEST=https://github.com/acme/p/pull/17
          """,
          CiSystem.AZURE,
          """
          TF_BUILD=True
          SYSTEM_COLLECTIONURI=https://dev.azure.com/acme/
          SYSTEM_TEAMPROJECT=My Project
          BUILD_BUILDID=42
          BUILD_DEFINITIONNAME=Build
          SYSTEM_JOBID=12f1170f
          SYSTEM_JOBDISPLAYNAME=unit
          BUILD_REPOSITORY_URI=https://dev.azure.com/acme/_git/p
          BUILD_REPOSITORY_NAME=p
          BUILD_REPOSITORY_PROVIDER=TfsGit
          BUILD_SOURCEBRANCH=refs/heads/main
          BUILD_SOURCEVERSION=SHA
          AGENT_ID=3
          AGENT_NAME=Azure Pipelines 3
          """,
          CiSystem.BITBUCKET,
          """
          BITBUCKET_BUILD_NUMBER=7
          BITBUCKET_PIPELINE_UUID={ab12}
          BITBUCKET_STEP_UUID={cd34}
          BITBUCKET_REPO_FULL_NAME=acme/p
          BITBUCKET_GIT_HTTP_ORIGIN=http://bitbucket.org/acme/p
          BITBUCKET_BRANCH=fix
          BITBUCKET_PR_ID=17
          BITBUCKET_PR_DESTINATION_BRANCH=main
          BITBUCKET_COMMIT=SHA
          """,
          CiSystem.DRONE,
          """
          DRONE=true
          DRONE_REPO=acme/p
          DRONE_REPO_LINK=https://git.example.com/acme/p
          DRONE_BUILD_NUMBER=42
          DRONE_BUILD_LINK=https://drone.example.com/acme/p/42
          DRONE_STAGE_NUMBER=1
          DRONE_STEP_NUMBER=2
          DRONE_STEP_NAME=unit
          DRONE_STAGE_MACHINE=runner-1
          DRONE_COMMIT_BRANCH=main
          DRONE_COMMIT_SHA=SHA
          """,
          CiSystem.TRAVIS,
          """
          TRAVIS=true
          TRAVIS_REPO_SLUG=acme/p
          TRAVIS_BUILD_ID=1001
          TRAVIS_BUILD_WEB_URL=https://app.travis-ci.com/acme/p/builds/1001
          TRAVIS_JOB_ID=1002
          TRAVIS_JOB_NAME=unit
          TRAVIS_JOB_WEB_URL=https://app.travis-ci.com/acme/p/jobs/1002
          TRAVIS_BRANCH=main
          TRAVIS_PULL_REQUEST=false
          TRAVIS_COMMIT=SHA
          """,
          CiSystem.TEAMCITY,
          """
          TEAMCITY_VERSION=2025.07
          TEAMCITY_PROJECT_NAME=Acme
          TEAMCITY_BUILDCONF_NAME=unit
          BUILD_NUMBER=12
          BUILD_URL=https://tc.example.com/buildConfiguration/Acme_Unit/7001
          BUILD_VCS_NUMBER=SHA
          """,
          CiSystem.JENKINS,
          """
          JENKINS_URL=https://ci.example.com/
          JOB_NAME=acme/p/PR-17
          BUILD_NUMBER=3
          BUILD_URL=https://ci.example.com/job/acme/job/p/job/PR-17/3/
          BUILD_TAG=jenkins-acme-p-PR-17-3
          STAGE_NAME=unit
          NODE_NAME=built-in
          GIT_URL=https://git.example.com/acme/p.git
          CHANGE_ID=17
          CHANGE_BRANCH=fix
          CHANGE_TARGET=main
          GIT_COMMIT=SHA
          """);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void everySystemSaysWhichRunWhichCommitAndWhere(CiSystem system) {
    PipelineRun run = PipelineRun.of(environment(system), directory);

    assertThat(run.attributes())
        .containsKeys("cicd.pipeline.name", "cicd.pipeline.run.id", "cicd.pipeline.run.url.full")
        .containsEntry("vcs.ref.head.revision", SHA)
        .doesNotContainValue("");
    assertThat(run.attributes().get("cicd.pipeline.run.url.full")).doesNotContain("{ab12}/", " ");
    assertThat(run.traceId()).matches("[0-9a-f]{32}");
    assertThat(run.lastingAttributes().keySet())
        .noneMatch(key -> key.startsWith("cicd.pipeline."))
        .contains("vcs.ref.head.revision");
  }

  @ParameterizedTest
  @EnumSource
  void theJobsOfOneRunShareATraceAndOthersDoNot(CiSystem system) {
    Map<String, String> environment = environment(system);
    String trace = PipelineRun.of(environment, directory).traceId();

    Map<String, String> otherJob = new HashMap<>(environment);
    otherJob.replaceAll(
        (name, value) ->
            name.matches(".*(JOB|STEP|STAGE|LABEL).*") && !name.equals("JOB_NAME")
                ? value + "9"
                : value);
    assertThat(PipelineRun.of(otherJob, directory).traceId()).isEqualTo(trace);

    Map<String, String> otherRun = new HashMap<>(environment);
    otherRun.replaceAll(
        (name, value) ->
            name.matches(
                    ".*(RUN_ID|PIPELINE_ID|BUILD_ID|WORKFLOW_ID|BUILDID|PIPELINE_UUID|BUILD_LINK)|BUILD_URL")
                ? value + "9"
                : value);
    assertThat(otherRun).isNotEqualTo(environment);
    assertThat(PipelineRun.of(otherRun, directory).traceId()).isNotEqualTo(trace);
  }

  @ParameterizedTest
  @EnumSource
  void aSystemThatSaysOnlyItsNameIsNoPipelineRun(CiSystem system) {
    String marker = environment(system).keySet().stream().findFirst().orElseThrow();

    PipelineRun run = PipelineRun.of(Map.of(marker, "true"), directory);

    assertThat(run.traceId()).isNull();
    assertThat(run.attributes().keySet()).noneMatch(key -> key.endsWith(".url.full"));
  }

  @Test
  void aPullRequestOfGitHub() {
    assertThat(new TreeMap<>(PipelineRun.of(environment(CiSystem.GITHUB), directory).attributes()))
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("cicd.pipeline.name", "Build"),
                    Map.entry("cicd.pipeline.run.id", "1658821493"),
                    Map.entry(
                        "cicd.pipeline.run.url.full",
                        "https://github.com/octo/hello/actions/runs/1658821493"),
                    Map.entry("cicd.pipeline.task.name", "unit"),
                    Map.entry("cicd.worker.id", "Hosted Agent"),
                    Map.entry("cicd.worker.name", "Hosted Agent"),
                    Map.entry("vcs.provider.name", "github"),
                    Map.entry("vcs.repository.url.full", "https://github.com/octo/hello"),
                    Map.entry("vcs.owner.name", "octo"),
                    Map.entry("vcs.repository.name", "hello"),
                    Map.entry("vcs.ref.head.name", "fix/x"),
                    Map.entry("vcs.ref.type", "branch"),
                    Map.entry("vcs.ref.head.revision", SHA),
                    Map.entry("vcs.change.id", "17"),
                    Map.entry("vcs.ref.base.name", "main"))));
  }

  @Test
  void aTagAndAGroupOfGitLab() {
    assertThat(PipelineRun.of(environment(CiSystem.GITLAB), directory).attributes())
        .containsEntry("vcs.ref.type", "tag")
        .containsEntry("vcs.owner.name", "g/s")
        .containsEntry(
            "cicd.pipeline.task.run.url.full", "https://gitlab.example.com/g/s/p/-/jobs/901")
        .doesNotContainKey("vcs.change.id");
  }

  @Test
  void addressesOfJobs() {
    assertThat(PipelineRun.of(environment(CiSystem.AZURE), directory).attributes())
        .containsEntry(
            "cicd.pipeline.task.run.url.full",
            "https://dev.azure.com/acme/My%20Project/_build/results?buildId=42&view=logs&j=12f1170f");
    assertThat(PipelineRun.of(environment(CiSystem.BUILDKITE), directory).attributes())
        .containsEntry(
            "cicd.pipeline.task.run.url.full", "https://buildkite.com/acme/p/builds/1514#e44f9784")
        .containsEntry("vcs.owner.name", "acme")
        .containsEntry("vcs.repository.name", "p")
        .doesNotContainKey("vcs.change.id");
    assertThat(PipelineRun.of(environment(CiSystem.CIRCLECI), directory).attributes())
        .containsEntry("vcs.change.id", "17");
  }

  @Test
  void outsideCiTheRepositoryAroundSaysIt() throws IOException {
    Path git = directory.resolve("p/.git");
    Files.createDirectories(git.resolve("refs/heads/fix"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/fix/x\n");
    Files.writeString(git.resolve("refs/heads/fix/x"), SHA + "\n");
    Files.writeString(
        git.resolve("config"),
        "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@example.com:acme/p.git\n");
    Path inside = Files.createDirectories(directory.resolve("p/src/main"));

    PipelineRun run = PipelineRun.of(Map.of(), inside);

    assertThat(run.traceId()).isNull();
    assertThat(run.attributes())
        .containsOnly(
            Map.entry("vcs.ref.head.name", "fix/x"),
            Map.entry("vcs.ref.type", "branch"),
            Map.entry("vcs.ref.head.revision", SHA),
            Map.entry("vcs.repository.url.full", "git@example.com:acme/p.git"),
            Map.entry("vcs.owner.name", "acme"),
            Map.entry("vcs.repository.name", "p"));

    Files.delete(git.resolve("refs/heads/fix/x"));
    Files.writeString(git.resolve("packed-refs"), "# pack-refs\n" + SHA + " refs/heads/fix/x\n");
    assertThat(PipelineRun.of(Map.of(), inside)).isEqualTo(run);

    Files.createDirectories(git.resolve("objects"));
    Path tree = Files.createDirectories(git.resolve("worktrees/w"));
    Files.writeString(tree.resolve("HEAD"), SHA + "\n");
    Files.writeString(tree.resolve("commondir"), "../..\n");
    Path work = Files.createDirectories(directory.resolve("w"));
    Files.writeString(work.resolve(".git"), "gitdir: " + tree + "\n");
    assertThat(PipelineRun.of(Map.of(), work).attributes())
        .containsEntry("vcs.ref.head.revision", SHA)
        .containsEntry("vcs.repository.name", "p")
        .doesNotContainKey("vcs.ref.head.name");
    assertThat(PipelineRun.of(Map.of(), directory).attributes()).isEmpty();
  }

  private static Map<String, String> environment(CiSystem system) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : ENVIRONMENTS.getOrDefault(system, "").split("\n")) {
      int equals = line.indexOf('=');
      environment.put(line.substring(0, equals), line.substring(equals + 1).replace("SHA", SHA));
    }
    return environment;
  }

  @ParameterizedTest
  @CsvSource({
    "GITHUB_ACTIONS=true GITHUB_RUN_ID=1 ACT=true,false",
    "GITHUB_ACTIONS=true GITHUB_RUN_ID=77 ACT=true,false",
    "GITHUB_ACTIONS=true GITHUB_RUN_ID=1,false",
    "GITHUB_ACTIONS=true GITHUB_RUN_ID=1 ACT=true GITEA_ACTIONS=true,true",
    "GITHUB_ACTIONS=true GITHUB_RUN_ID=77,true",
    "GITLAB_CI=false CI_PIPELINE_ID=1000,false",
    "GITLAB_CI=true CI_PIPELINE_ID=1000 GITLAB_CI_LOCAL=true,false",
    "GITLAB_CI=true CI_PIPELINE_ID=1000,true"
  })
  void runnersForOnesOwnMachineHaveNoTraceOfAPipeline(String variables, boolean shared) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "GITHUB_SERVER_URL",
                "https://github.com",
                "GITHUB_REPOSITORY",
                "octo/hello",
                "GITHUB_RUN_ATTEMPT",
                "1",
                "CI_SERVER_URL",
                "https://gitlab.com"));
    for (String variable : variables.split(" ", -1)) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }

    PipelineRun run = PipelineRun.of(environment, Path.of("/"));

    assertThat(run.traceId() != null).isEqualTo(shared);
    assertThat(run.attributes()).containsKey("cicd.pipeline.run.id");
  }
}
