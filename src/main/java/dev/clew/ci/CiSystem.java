package dev.clew.ci;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The CI systems whose environment is understood, by the tables of their documentation.
enum CiSystem {
  /// <https://docs.github.com/actions/reference/variables-reference>
  GITHUB("GITHUB_ACTIONS"),
  /// <https://docs.gitlab.com/ci/variables/predefined_variables/>
  GITLAB("GITLAB_CI"),
  /// <https://buildkite.com/docs/pipelines/configure/environment-variables>
  BUILDKITE("BUILDKITE"),
  /// <https://circleci.com/docs/variables/>
  CIRCLECI("CIRCLECI"),
  /// <https://learn.microsoft.com/azure/devops/pipelines/build/variables>
  AZURE("TF_BUILD"),
  /// <https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>
  BITBUCKET("BITBUCKET_BUILD_NUMBER"),
  /// <https://docs.drone.io/pipeline/environment/reference/>
  DRONE("DRONE"),
  /// <https://docs.travis-ci.com/user/environment-variables/>
  TRAVIS("TRAVIS"),
  /// <https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html>
  TEAMCITY("TEAMCITY_VERSION"),
  /// <https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables>
  JENKINS("JENKINS_URL");

  private final String marker;

  CiSystem(String marker) {
    this.marker = marker;
  }

  /// The system that this environment is of, or null outside CI.
  static @Nullable CiSystem of(PipelineAttributes facts) {
    for (CiSystem system : values()) {
      if (!facts.get(system.marker).isEmpty()) {
        return system;
      }
    }
    return null;
  }

  /// Whether a runner for one's own machine imitates the system: [act](https://nektosact.com)
  /// numbers every run 1, [gitlab-ci-local](https://github.com/firecow/gitlab-ci-local) counts for
  /// each checkout. Forgejo's and Gitea's runners, which are made of act, have numbers of a server.
  boolean isOnThisMachine(PipelineAttributes facts) {
    return switch (this) {
      case GITHUB ->
          facts.first("GITEA_ACTIONS", "FORGEJO_ACTIONS").isEmpty()
              && (facts.get("ACT").equals("true") || facts.get("GITHUB_RUN_ID").equals("1"));
      case GITLAB ->
          !facts.get("GITLAB_CI_LOCAL").isEmpty() || facts.get("GITLAB_CI").equals("false");
      case BUILDKITE, CIRCLECI, AZURE, BITBUCKET, DRONE, TRAVIS, TEAMCITY, JENKINS -> false;
    };
  }

  void read(PipelineAttributes facts) {
    switch (this) {
      case GITHUB -> github(facts);
      case GITLAB -> gitlab(facts);
      case BUILDKITE -> buildkite(facts);
      case CIRCLECI -> circle(facts);
      case AZURE -> azure(facts);
      case BITBUCKET -> bitbucket(facts);
      case DRONE -> drone(facts);
      case TRAVIS -> travis(facts);
      case TEAMCITY -> teamcity(facts);
      case JENKINS -> jenkins(facts);
    }
  }

  private static void github(PipelineAttributes f) {
    String run = f.fill("{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}");
    boolean tag = f.get("GITHUB_REF_TYPE").equals("tag");
    String name = f.get("GITHUB_REF_NAME");
    // On a pull request the name is `123/merge`, and the branch in a variable of its own.
    String number = name.endsWith("/merge") ? name.substring(0, name.length() - 6) : "";
    f.run(
            f.get("GITHUB_WORKFLOW"),
            f.get("GITHUB_RUN_ID"),
            run,
            f.fill("{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/{GITHUB_RUN_ID}/{GITHUB_RUN_ATTEMPT}"))
        .task(f.get("GITHUB_JOB"), "", "")
        .worker(f.get("RUNNER_NAME"), f.get("RUNNER_NAME"))
        .repository(
            "github", f.fill("{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}"), f.get("GITHUB_REPOSITORY"))
        .ref(tag ? name : "", f.first("GITHUB_HEAD_REF", "GITHUB_REF_NAME"), f.get("GITHUB_SHA"))
        .change(number, f.get("GITHUB_BASE_REF"));
  }

  private static void gitlab(PipelineAttributes f) {
    f.run(
            f.first("CI_PIPELINE_NAME", "CI_PROJECT_PATH"),
            f.get("CI_PIPELINE_ID"),
            f.get("CI_PIPELINE_URL"),
            f.fill("{CI_SERVER_URL}/{CI_PIPELINE_ID}"))
        .task(f.get("CI_JOB_NAME"), f.get("CI_JOB_ID"), f.get("CI_JOB_URL"))
        .worker(f.get("CI_RUNNER_ID"), f.get("CI_RUNNER_DESCRIPTION"))
        .repository("gitlab", f.get("CI_PROJECT_URL"), f.get("CI_PROJECT_PATH"))
        .ref(
            f.get("CI_COMMIT_TAG"),
            f.first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"),
            f.get("CI_COMMIT_SHA"))
        .change(f.get("CI_MERGE_REQUEST_IID"), f.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"));
  }

  private static void buildkite(PipelineAttributes f) {
    f.run(
            f.first("BUILDKITE_PIPELINE_NAME", "BUILDKITE_PIPELINE_SLUG"),
            f.get("BUILDKITE_BUILD_ID"),
            f.get("BUILDKITE_BUILD_URL"),
            f.get("BUILDKITE_BUILD_ID"))
        .task(
            f.first("BUILDKITE_LABEL", "BUILDKITE_STEP_KEY"),
            f.get("BUILDKITE_JOB_ID"),
            f.fill("{BUILDKITE_BUILD_URL}#{BUILDKITE_JOB_ID}"))
        .worker(f.get("BUILDKITE_AGENT_ID"), f.get("BUILDKITE_AGENT_NAME"))
        .repository(
            f.get("BUILDKITE_PIPELINE_PROVIDER"),
            f.get("BUILDKITE_REPO"),
            GitRepository.fullName(f.get("BUILDKITE_REPO")))
        .ref(f.get("BUILDKITE_TAG"), f.get("BUILDKITE_BRANCH"), f.get("BUILDKITE_COMMIT"))
        .change(f.get("BUILDKITE_PULL_REQUEST"), f.get("BUILDKITE_PULL_REQUEST_BASE_BRANCH"));
  }

  private static void circle(PipelineAttributes f) {
    String pull = f.get("CIRCLE_PULL_REQUEST");
    f.run(
            f.fill("{CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME}"),
            f.get("CIRCLE_WORKFLOW_ID"),
            f.fill("https://app.circleci.com/pipelines/workflows/{CIRCLE_WORKFLOW_ID}"),
            f.get("CIRCLE_WORKFLOW_ID"))
        .task(
            f.get("CIRCLE_JOB"),
            f.first("CIRCLE_WORKFLOW_JOB_ID", "CIRCLE_BUILD_NUM"),
            f.get("CIRCLE_BUILD_URL"))
        .repository(
            "",
            f.get("CIRCLE_REPOSITORY_URL"),
            f.fill("{CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME}"))
        .ref(f.get("CIRCLE_TAG"), f.get("CIRCLE_BRANCH"), f.get("CIRCLE_SHA1"))
        .change(pull.substring(pull.lastIndexOf('/') + 1), "");
  }

  private static void azure(PipelineAttributes f) {
    String results =
        f.fill("{SYSTEM_COLLECTIONURI}{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID}")
            .replace(" ", "%20");
    String ref = f.first("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH");
    String job = f.get("SYSTEM_JOBID");
    f.run(f.get("BUILD_DEFINITIONNAME"), f.get("BUILD_BUILDID"), results, results)
        .task(
            f.first("SYSTEM_JOBDISPLAYNAME", "SYSTEM_JOBNAME"),
            job,
            job.isEmpty() || results.isEmpty() ? "" : results + "&view=logs&j=" + job)
        .worker(f.get("AGENT_ID"), f.get("AGENT_NAME"))
        .repository(
            f.get("BUILD_REPOSITORY_PROVIDER").toLowerCase(Locale.ROOT),
            f.get("BUILD_REPOSITORY_URI"),
            f.get("BUILD_REPOSITORY_NAME"))
        .ref(
            ref.startsWith("refs/tags/") ? ref.substring(10) : "",
            ref.startsWith("refs/heads/") ? ref.substring(11) : ref,
            f.get("BUILD_SOURCEVERSION"))
        .change(
            f.first("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"),
            f.get("SYSTEM_PULLREQUEST_TARGETBRANCH").replaceFirst("^refs/heads/", ""));
  }

  private static void bitbucket(PipelineAttributes f) {
    String results =
        "https://bitbucket.org/{BITBUCKET_REPO_FULL_NAME}/pipelines/results/{BITBUCKET_BUILD_NUMBER}";
    f.run(
            f.get("BITBUCKET_REPO_FULL_NAME"),
            f.first("BITBUCKET_PIPELINE_UUID", "BITBUCKET_BUILD_NUMBER"),
            f.fill(results),
            f.get("BITBUCKET_PIPELINE_UUID"))
        .task("", f.get("BITBUCKET_STEP_UUID"), f.fill(results + "/steps/{BITBUCKET_STEP_UUID}"))
        .repository(
            "bitbucket", f.get("BITBUCKET_GIT_HTTP_ORIGIN"), f.get("BITBUCKET_REPO_FULL_NAME"))
        .ref(f.get("BITBUCKET_TAG"), f.get("BITBUCKET_BRANCH"), f.get("BITBUCKET_COMMIT"))
        .change(f.get("BITBUCKET_PR_ID"), f.get("BITBUCKET_PR_DESTINATION_BRANCH"));
  }

  private static void drone(PipelineAttributes f) {
    f.run(
            f.get("DRONE_REPO"),
            f.get("DRONE_BUILD_NUMBER"),
            f.get("DRONE_BUILD_LINK"),
            f.get("DRONE_BUILD_LINK"))
        .task(
            f.first("DRONE_STEP_NAME", "DRONE_STAGE_NAME"),
            f.fill("{DRONE_STAGE_NUMBER}/{DRONE_STEP_NUMBER}"),
            f.fill("{DRONE_BUILD_LINK}/{DRONE_STAGE_NUMBER}/{DRONE_STEP_NUMBER}"))
        .worker(f.get("DRONE_STAGE_MACHINE"), f.get("DRONE_STAGE_MACHINE"))
        .repository("", f.first("DRONE_REPO_LINK", "DRONE_GIT_HTTP_URL"), f.get("DRONE_REPO"))
        .ref(
            f.get("DRONE_TAG"),
            f.first("DRONE_SOURCE_BRANCH", "DRONE_COMMIT_BRANCH"),
            f.get("DRONE_COMMIT_SHA"))
        .change(f.get("DRONE_PULL_REQUEST"), f.get("DRONE_TARGET_BRANCH"));
  }

  private static void travis(PipelineAttributes f) {
    String request = f.get("TRAVIS_PULL_REQUEST");
    f.run(
            f.get("TRAVIS_REPO_SLUG"),
            f.get("TRAVIS_BUILD_ID"),
            f.get("TRAVIS_BUILD_WEB_URL"),
            f.fill("travis/{TRAVIS_REPO_SLUG}/{TRAVIS_BUILD_ID}"))
        .task(
            f.first("TRAVIS_JOB_NAME", "TRAVIS_JOB_NUMBER"),
            f.get("TRAVIS_JOB_ID"),
            f.get("TRAVIS_JOB_WEB_URL"))
        .repository("", "", f.get("TRAVIS_REPO_SLUG"))
        .ref(
            f.get("TRAVIS_TAG"),
            f.first("TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"),
            f.get("TRAVIS_COMMIT"))
        .change(request, f.get("TRAVIS_BRANCH"));
  }

  private static void teamcity(PipelineAttributes f) {
    f.run(
            f.fill("{TEAMCITY_PROJECT_NAME} / {TEAMCITY_BUILDCONF_NAME}"),
            f.get("BUILD_NUMBER"),
            f.get("BUILD_URL"),
            f.get("BUILD_URL"))
        .task(f.get("TEAMCITY_BUILDCONF_NAME"), f.get("BUILD_NUMBER"), f.get("BUILD_URL"))
        .ref("", "", f.get("BUILD_VCS_NUMBER"));
  }

  private static void jenkins(PipelineAttributes f) {
    String branch = f.first("CHANGE_BRANCH", "BRANCH_NAME", "GIT_LOCAL_BRANCH", "GIT_BRANCH");
    String url = f.get("GIT_URL");
    f.run(f.get("JOB_NAME"), f.get("BUILD_NUMBER"), f.get("BUILD_URL"), f.get("BUILD_URL"))
        .task(f.get("STAGE_NAME"), f.get("STAGE_NAME").isEmpty() ? "" : f.get("BUILD_TAG"), "")
        .worker(f.get("NODE_NAME"), f.get("NODE_NAME"))
        .repository("", url, GitRepository.fullName(url))
        .ref(
            f.get("TAG_NAME"),
            branch.startsWith("origin/") ? branch.substring(7) : branch,
            f.get("GIT_COMMIT"))
        .change(f.get("CHANGE_ID"), f.get("CHANGE_TARGET"));
  }
}
