"""What a task is doing, in words for its owner."""

from services.gateway.reports import LastReports
from services.gateway.workflow.state import SceneState, TaskState, Try

_DOING = {
    "code": "Writing scene",
    "render": "Rendering scene",
    "publish": "Uploading scene",
}


def message(task: TaskState, reports: LastReports) -> str:
    """One line."""
    count = _scenes(task.request.scene_count)
    match task.status:
        case "completed":
            return f"The video is ready: {_delivered(task)}, {task.duration or 0:.0f} seconds"
        case "failed":
            reason = (task.error or "no reason is known").splitlines()[0]
            return f"Failed: {reason[:300]}"
        case "cancelled":
            return f"Cancelled: {task.error}" if task.error else "Cancelled"
        case "queued" if not reports and task.admission != "waiting":
            return "Waiting for a planner"
    if task.admission == "waiting":
        return "Waiting until another task of the project has ended"
    match task.stage:
        case "planning":
            return f"Planning {count}{_again(task.current)}"
        case "implementing":
            return f"Working out {count} in detail{_again(task.current)}"
        case "scenes":
            return _scene(task, reports)
        case "combining":
            return f"Combining {_delivered(task)}{_again(task.current)}"
        case "publishing":
            return f"Publishing the video{_again(task.current)}"
        case _:
            return f"Recording the session{_again(task.current)}"


def _scene(task: TaskState, reports: LastReports) -> str:
    """Of several scenes at work, the one that is being drawn tells most."""
    busy = [scene for scene in task.scenes if not scene.final]
    scene = min(busy, key=lambda each: (_rank(each, reports), each.number))
    tried = {"code": scene.code_try, "render": scene.render_try}.get(scene.stage, scene.publish_try)
    doing = _DOING.get(scene.stage, "Preparing scene")
    return f"{doing} {scene.number} of {len(task.scenes)}: {scene.outline.title}{_again(tried)}"


def _rank(scene: SceneState, reports: LastReports) -> int:
    report = reports.get(scene.number)
    if scene.stage == "render":
        drawing = report is not None and report.step == "render"
        return 0 if drawing else 2
    return {"code": 1, "publish": 3}.get(scene.stage, 4)


def _again(tried: Try) -> str:
    if tried.not_before is not None:
        return f" (attempt {tried.attempt}, not before {tried.not_before:%H:%M:%S} UTC)"
    return f" (attempt {tried.attempt})" if tried.attempt > 1 else ""


def _delivered(task: TaskState) -> str:
    return _scenes(sum(scene.stage == "done" for scene in task.scenes))


def _scenes(count: int) -> str:
    return f"{count} scene" if count == 1 else f"{count} scenes"
