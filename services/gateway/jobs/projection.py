"""Job state + progress report -> the document that clients read. Pure."""

from services.gateway.jobs.documents import (
    CodeValue,
    CombineValue,
    ImplementValue,
    JobDocument,
    JobError,
    JobProgress,
    JobStateName,
    PlanValue,
    RenderValue,
    Value,
)
from services.gateway.workflow.job import JobState
from shared.contracts.artifact import Artifact
from shared.contracts.code import SceneWritten
from shared.contracts.plan import ScenesImplemented, VideoPlanned
from shared.contracts.progress import StepProgress
from shared.contracts.render import RenderScene, SceneRejected, SceneRendered, ScenesCombined
from shared.grammar.implementation import write_implementation

VIDEO = "video.mp4"
COMBINED = "combined.mp4"


def job_document(job: JobState, report: StepProgress | None, *, jobs_url: str) -> JobDocument:
    """`jobs_url` is the address of all jobs, as the client knows it.

    RETRY means that a worker was lost and another has just begun anew.
    """
    match job.status:
        case "completed":
            value = _value(job, f"{jobs_url}/{job.task_id}/artifacts")
            return _document(job, "SUCCESS", value, value)
        case "failed" if job.failure is not None:
            error = JobError(error=job.failure.error, reason=job.failure.reason)
            document = _document(job, "FAILURE", error)
            return document.model_copy(update={"error": error.error})
        case "cancelled":
            return _document(job, "REVOKED")
    if report is None:
        return _document(job, "PENDING")
    if report.fraction == 0 and not report.restarted:
        return _document(job, "STARTED")
    progress = JobProgress(
        progress=int(100 * report.fraction),
        frames_done=report.frames_done if report.frames_total else None,
        frames_total=report.frames_total,
        current_animation=report.current_animation,
        seconds_left=report.seconds_left,
    )
    return _document(job, "RETRY" if report.restarted else "PROGRESS", progress)


def body(document: JobDocument) -> str:
    """As JSON; members that the state does not have are left out."""
    absent = {name for name in ("result", "error") if getattr(document, name) is None}
    return document.model_dump_json(exclude=absent)


def artifacts_of(job: JobState) -> tuple[Artifact, ...]:
    """The files that the job has made."""
    return job.answer.artifacts if isinstance(job.answer, SceneRendered | ScenesCombined) else ()


def _document(
    job: JobState,
    state: JobStateName,
    meta: Value | JobProgress | JobError | None = None,
    result: Value | None = None,
) -> JobDocument:
    return JobDocument(job_id=job.task_id, state=state, meta=meta, result=result)


def _value(job: JobState, files_url: str) -> Value:
    answer = job.answer
    urls = {file.name: f"{files_url}/{file.name}" for file in artifacts_of(job)}
    match answer:
        case VideoPlanned():
            return PlanValue(
                topic=job.topic,
                session_id=job.session_id,
                plan=answer.outline,
                title=answer.title,
                scenes=list(answer.scenes),
                authored_by=answer.authored_by,
                usage=answer.usage,
            )
        case ScenesImplemented():
            return ImplementValue(
                topic=job.topic,
                session_id=job.session_id,
                scene_plans=[write_implementation(plan) for plan in answer.scenes],
                count=len(answer.scenes),
                usage=answer.usage,
            )
        case SceneWritten():
            return CodeValue(
                topic=job.topic,
                scene_number=answer.scene_number or 1,
                code=answer.code,
                raw_response=answer.raw_response or answer.code,
                authored_by=answer.authored_by,
                usage=answer.usage,
            )
        case ScenesCombined():
            return CombineValue(
                topic=job.topic,
                output=COMBINED,
                output_file=COMBINED,
                output_url=urls[COMBINED],
                duration=answer.duration,
                srt_url=urls.get("captions.srt"),
                vtt_url=urls.get("captions.vtt"),
                usage=answer.usage,
            )
        case SceneRendered() | SceneRejected():
            return _rendered(job, answer, urls)
        case _:
            raise ValueError(f"job {job.task_id} has ended without an answer")


def _rendered(
    job: JobState, answer: SceneRendered | SceneRejected, urls: dict[str, str]
) -> RenderValue:
    assert isinstance(job.command, RenderScene)
    rendered = answer if isinstance(answer, SceneRendered) else None
    return RenderValue(
        topic=job.topic,
        scene_number=answer.scene_number or 1,
        version=job.version,
        error=_why(answer) if isinstance(answer, SceneRejected) else None,
        code=job.command.code,
        output_file=VIDEO if rendered else None,
        output_url=urls.get(VIDEO),
        duration=rendered.duration if rendered else None,
        thumbnail_url=urls.get("thumbnail.png"),
        srt_url=urls.get("captions.srt"),
        vtt_url=urls.get("captions.vtt"),
        usage=answer.usage,
    )


def _why(answer: SceneRejected) -> str:
    return f"{answer.kind}: {answer.error}" + (f"\n{answer.context}" if answer.context else "")
