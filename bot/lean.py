"""What our processes leave out of Rasa, and when they must not.

Rasa imports at its start whatever any bot may need: TensorFlow, and the clients of a dozen messengers and databases.
See docs/decisions/0010-without-tensorflow.md.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.stand_ins import StandInModule, StandIns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Rasa's components that need TensorFlow, and the modules they are in.
TENSORFLOW_COMPONENTS = {
    "DIETClassifier": "rasa.nlu.classifiers.diet_classifier",
    "ResponseSelector": "rasa.nlu.selectors.response_selector",
    "ConveRTFeaturizer": "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "LanguageModelFeaturizer": "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "TEDPolicy": "rasa.core.policies.ted_policy",
    "UnexpecTEDIntentPolicy": "rasa.core.policies.unexpected_intent_policy",
}
# Through these modules TensorFlow gets into everything else. TensorFlow itself may be imported by whoever wants it.
_TENSORFLOW = (
    *TENSORFLOW_COMPONENTS.values(),
    "rasa.utils.tensorflow.callback",
    "rasa.utils.tensorflow.data_generator",
    "rasa.utils.tensorflow.model_data",
)
# Databases that other tracker and lock stores speak to, whatever the model is made of.
_OTHER_STORES = ("boto3.*", "pymongo.*", "portalocker.redis")
# A model names what it was trained with, and loading it imports all that.
_TRAINING = ("rasa.core.test", "rasa.graph_components.validators.default_recipe_validator")


def serve_without_unused(components: set[str]) -> bool:
    """Leave out what a model of these components does not use to serve; call it before Rasa is imported.

    Returns whether anything is left out.
    """
    return _leave_out(components, _TRAINING)


def train_without_unused(config: dict[str, Any]) -> bool:
    """Leave out what training with `config` (the content of config.yml) does not use; see `serve_without_unused`."""
    return _leave_out(components_of_config(config), ())


def needs_everything(components: Iterable[str]) -> bool:
    """Whether one of these components needs TensorFlow, or is somebody else's, of which nothing is known."""
    return any(
        name.rsplit(".", 1)[-1] in TENSORFLOW_COMPONENTS or ("." in name and not name.startswith(("rasa.", "bot.")))
        for name in components
    )


def components_of_config(config: dict[str, Any]) -> set[str]:
    """The components that config.yml names. Where it leaves a list out, Rasa chooses, and DIET is among it."""
    return set(_named(config.get("pipeline"), "DIETClassifier")) | set(_named(config.get("policies"), "TEDPolicy"))


def _named(part: list[dict[str, Any]] | None, otherwise: str) -> Iterator[str]:
    yield from (str(each.get("name")) for each in part) if part else [otherwise]


def _leave_out(components: set[str], besides: tuple[str, ...]) -> bool:
    if needs_everything(components):
        return False
    StandIns([*_TENSORFLOW, *_OTHER_STORES, *besides]).install()
    _leave_out_channels()
    return True


def _leave_out_channels() -> None:
    """Put a package into the place of `rasa.core.channels` that does not import the channel of each messenger."""
    import rasa.core as parent  # noqa: PLC0415  (imports little more than Rasa's version)

    package = StandInModule("rasa.core.channels")
    package.__path__ = [f"{folder}/channels" for folder in parent.__path__]
    sys.modules[package.__name__] = parent.channels = package
    channel = import_module("rasa.core.channels.channel")
    for name in ("InputChannel", "OutputChannel", "UserMessage", "CollectingOutputChannel"):
        setattr(package, name, getattr(channel, name))
