# Copyright (c) 2026, Community SailPoint collection contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A stand-in for AWX: it keeps what setup.yml of docs/awx creates, and launches its job templates."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import typing as t
from pathlib import Path

import jinja2
import yaml
from awx_modules import OPTIONS
from dates import in_future
from stage import CHECKOUT, Stage

EXAMPLE = CHECKOUT / "docs" / "awx"

_MODULE = """\
import json
from ansible.module_utils.basic import AnsibleModule

module = AnsibleModule(argument_spec=json.loads({options!r}))
given = {{name: value for name, value in module.params.items() if value is not None}}
with open({created!r}, "a", encoding="utf-8") as file:
    file.write(json.dumps([{name!r}, given]) + "\\n")
module.exit_json(changed=True)
"""


class Awx:
    """AWX after setup.yml has run; C(tenant) is that of the credential."""

    def __init__(self, tenant: Stage, directory: Path) -> None:
        self.project = directory / "project"
        shutil.copytree(EXAMPLE, self.project)
        for file in (self.project / "vacations").iterdir():
            file.write_text(in_future(file.read_text(encoding="utf-8")), encoding="utf-8")
        self._tenant, self._directory = tenant, directory
        modules = directory / "controller" / "ansible_collections" / "awx" / "awx" / "plugins" / "modules"
        modules.mkdir(parents=True)
        created = directory / "created"
        for name, options in OPTIONS.items():
            code = _MODULE.format(name=name, options=json.dumps(options), created=str(created))
            (modules / f"{name}.py").write_text(code, encoding="utf-8")
        environment = {**tenant.environment, "ANSIBLE_COLLECTIONS_PATH": str(directory / "controller")}
        done = self._play("setup.yml", environment)
        assert done.returncode == 0, done.stdout
        #: In the order in which they were created.
        self.created: list[tuple[str, dict[str, t.Any]]] = list(
            map(json.loads, created.read_text(encoding="utf-8").splitlines())
        )

    def objects(self, kind: str) -> dict[str, dict[str, t.Any]]:
        """The objects of a C(kind) by their names."""
        return {given["name"]: given for found, given in self.created if found == kind}

    def launch(self, name: str, answers: dict[str, t.Any] | None = None, *options: str) -> tuple[int, str]:
        """Launch a job template with C(answers) to its survey; gives the exit code and what the job has said."""
        template = self.objects("job_template")[name]
        questions = template["survey_spec"].get("spec", []) if template["survey_enabled"] else []
        defaults = {one["variable"]: one["default"] for one in questions if "default" in one}
        environment, injected = self._inject(template["credentials"])
        host = self.objects("host")["localhost"]
        inventory = self._directory / "inventory.json"
        inventory.write_text(json.dumps({"all": {"hosts": {"localhost": host["variables"]}}}), encoding="utf-8")
        variables = self._directory / "variables.json"
        extra = {**template.get("extra_vars", {}), **defaults, **(answers or {}), **injected}
        variables.write_text(json.dumps(extra), encoding="utf-8")
        command = ["-i", str(inventory), "-e", f"@{variables}", *["--diff"] * template["diff_mode"], *options]
        done = self._play(template["playbook"], environment, *command)
        return done.returncode, done.stdout

    def _inject(self, names: list[str]) -> tuple[dict[str, str], dict[str, str]]:
        """The environment and the extra variables that credentials give to a job. What is not filled in is blank."""
        environment = {name: value for name, value in self._tenant.environment.items() if not name.startswith("SAIL_")}
        variables: dict[str, str] = {}
        for name in names:
            credential = self.objects("credential")[name]
            kind = self.objects("credential_type")[credential["credential_type"]]
            inputs = {field["id"]: credential["inputs"].get(field["id"], "") for field in kind["inputs"]["fields"]}
            for target, templates in ((environment, "env"), (variables, "extra_vars")):
                for key, template in kind["injectors"].get(templates, {}).items():
                    target[key] = jinja2.Template(template).render(inputs)
        return environment, variables

    def _play(self, playbook: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(Path(sys.executable).with_name("ansible-playbook")), playbook, *arguments],
            cwd=self.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


def survey(name: str) -> list[dict[str, t.Any]]:
    """The questions of a survey of docs/awx."""
    questions = yaml.safe_load((EXAMPLE / "surveys" / f"{name}.yml").read_text(encoding="utf-8"))["spec"]
    return t.cast("list[dict[str, t.Any]]", questions)
