"""Every command by its word in the journal."""

from ledger.commands.aanvraag import RequestToewijzing
from ledger.commands.allocation import (
    AllocateModules,
    EndAllocation,
    ForgoModules,
    MoveModules,
    TurnModulesIntoPgb,
)
from ledger.commands.base import Command
from ledger.commands.budget import CarryOver, CloseBudget, LowerBudget, OpenBudget, RaiseBudget, Transfer
from ledger.commands.client import (
    AmendIndicatie,
    ChooseLeveringsvorm,
    EndIndicatie,
    GrantIndicatie,
    RegisterClient,
    ReportDeath,
    WithdrawDeath,
)
from ledger.commands.contracteerruimte import (
    AgreeWithProvider,
    CorrectContracteerruimte,
    SetContracteerruimte,
)
from ledger.commands.declaration import ApproveDeclaration, CreditLine, RefuseDeclaration, SubmitDeclaration
from ledger.commands.entries import (
    AnswerQuestion,
    CorrectSpend,
    QuestionEntry,
    Release,
    Reserve,
    Spend,
    SpendTogether,
)
from ledger.commands.provider import RegisterProvider, SetValue
from ledger.commands.toewijzing import (
    AssignZorg,
    ChangeZorg,
    EndZorg,
    StartZorg,
    WithdrawMutation,
    WithdrawStart,
    WithdrawToewijzing,
)

COMMANDS: dict[str, type[Command]] = {
    str(command.__struct_config__.tag): command
    for command in (
        RegisterClient,
        GrantIndicatie,
        AmendIndicatie,
        EndIndicatie,
        ChooseLeveringsvorm,
        ReportDeath,
        WithdrawDeath,
        AllocateModules,
        MoveModules,
        TurnModulesIntoPgb,
        ForgoModules,
        EndAllocation,
        AssignZorg,
        WithdrawToewijzing,
        StartZorg,
        WithdrawStart,
        ChangeZorg,
        EndZorg,
        WithdrawMutation,
        RequestToewijzing,
        RegisterProvider,
        SetValue,
        OpenBudget,
        RaiseBudget,
        LowerBudget,
        CarryOver,
        CloseBudget,
        Transfer,
        Reserve,
        Release,
        Spend,
        SpendTogether,
        CorrectSpend,
        QuestionEntry,
        AnswerQuestion,
        SubmitDeclaration,
        ApproveDeclaration,
        RefuseDeclaration,
        CreditLine,
        SetContracteerruimte,
        CorrectContracteerruimte,
        AgreeWithProvider,
    )
}
