"""What happens on the stage, scene by scene: functions that `demo.script` names beside the captions."""
