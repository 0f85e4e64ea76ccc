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
from ledger.commands.bevolking import CountPopulation
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
from ledger.commands.client_values import (
    EndEkt,
    EndMeerzorg,
    GrantEkt,
    GrantMeerzorg,
    SetIndicatiewaarde,
    WithdrawIndicatiewaarde,
)
from ledger.commands.contract import AmendContract, ConcludeContract
from ledger.commands.contract_days import EndContract, ExtendContract
from ledger.commands.contracteerruimte import (
    AgreeWithProvider,
    CorrectContracteerruimte,
    SetContracteerruimte,
)
from ledger.commands.declaration import ApproveDeclaration, CreditLine, RefuseDeclaration, SubmitDeclaration
from ledger.commands.declare import Declare
from ledger.commands.entries import (
    AnswerQuestion,
    CorrectSpend,
    QuestionEntry,
    Release,
    Reserve,
    Spend,
    SpendTogether,
)
from ledger.commands.inschrijving import EndEnrolment, Enrol
from ledger.commands.levering import CorrectDelivery, RecordDelivery
from ledger.commands.provider import RegisterProvider, SetValue
from ledger.commands.scores import RecordScore, WithdrawScore
from ledger.commands.standen import NameStand
from ledger.commands.tarieven import AllowCombinatie, SetTarief, WithdrawCombinatie, WithdrawTarief
from ledger.commands.toewijzing import (
    AssignZorg,
    ChangeZorg,
    EndZorg,
    StartZorg,
    WithdrawMutation,
    WithdrawStart,
    WithdrawToewijzing,
)
from ledger.commands.zorgplan import AgreeZorgplan, EndZorgplan, EvaluateZorgplan, ReviseZorgplan

COMMANDS: dict[str, type[Command]] = {
    str(command.__struct_config__.tag): command
    for command in (
        RegisterClient,
        GrantIndicatie,
        AmendIndicatie,
        EndIndicatie,
        ChooseLeveringsvorm,
        SetIndicatiewaarde,
        WithdrawIndicatiewaarde,
        GrantMeerzorg,
        EndMeerzorg,
        GrantEkt,
        EndEkt,
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
        AgreeZorgplan,
        ReviseZorgplan,
        EvaluateZorgplan,
        EndZorgplan,
        RecordDelivery,
        CorrectDelivery,
        Enrol,
        EndEnrolment,
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
        Declare,
        SubmitDeclaration,
        ApproveDeclaration,
        RefuseDeclaration,
        CreditLine,
        ConcludeContract,
        AmendContract,
        ExtendContract,
        EndContract,
        SetContracteerruimte,
        CorrectContracteerruimte,
        AgreeWithProvider,
        SetTarief,
        WithdrawTarief,
        AllowCombinatie,
        WithdrawCombinatie,
        RecordScore,
        WithdrawScore,
        CountPopulation,
        NameStand,
    )
}
