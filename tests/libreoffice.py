"""LibreOffice, where it is installed: what it makes of a file that we wrote."""

import shutil
import subprocess
import tempfile
from pathlib import Path

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def path() -> str | None:
    """The program, or None."""
    return shutil.which("soffice")


def converted(data: bytes, ending: str, into: str) -> dict[str, bytes]:
    """The files that LibreOffice writes for this one, by name; `CSV` writes one for each sheet."""
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        folder = Path(name)
        (folder / f"file.{ending}").write_bytes(data)
        home = f"-env:UserInstallation=file://{folder}/home"
        command = [str(path()), home, "--headless", "--convert-to", into, "--outdir", name]
        subprocess.run(
            [*command, folder / f"file.{ending}"], check=True, capture_output=True, timeout=120
        )
        made = folder.glob(f"file*.{into.partition(':')[0]}")
        return {path.name: path.read_bytes() for path in made}
