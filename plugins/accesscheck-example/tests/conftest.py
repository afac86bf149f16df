"""The plugin is loaded from its source, also where it is not installed."""

import accesscheck_example

from accesscheck.testing import use_plugin

use_plugin(accesscheck_example, "example")
