"""Every command by its word in the journal."""

from ledger.commands.aanvraag import RequestToewijzing
from ledger.commands.afwezigheid import CorrectAbsence, RecordAbsence
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
    AgreePlafond,
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
from ledger.commands.findings import AcceptFinding, DismissFinding, ExplainFinding, OpenFinding, RecoverFinding
from ledger.commands.inschrijving import EndEnrolment, Enrol
from ledger.commands.inzage import EndInzage, GrantInzage, RecordView, RefuseInzage, RequestInzage
from ledger.commands.levering import CorrectDelivery, RecordDelivery
from ledger.commands.navraag import AnswerNavraag, AskClient, DeclineNavraag
from ledger.commands.pgb import RecordPgbPayment, WithdrawPgbPayment
from ledger.commands.provider import RegisterProvider, SetValue
from ledger.commands.samples import DrawSample, EvaluateSample, JudgeItem
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
        RecordAbsence,
        CorrectAbsence,
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
        RecordPgbPayment,
        WithdrawPgbPayment,
        OpenFinding,
        ExplainFinding,
        AcceptFinding,
        RecoverFinding,
        DismissFinding,
        ConcludeContract,
        AmendContract,
        ExtendContract,
        EndContract,
        SetContracteerruimte,
        CorrectContracteerruimte,
        AgreeWithProvider,
        AgreePlafond,
        SetTarief,
        WithdrawTarief,
        AllowCombinatie,
        WithdrawCombinatie,
        RecordScore,
        WithdrawScore,
        CountPopulation,
        NameStand,
        DrawSample,
        JudgeItem,
        EvaluateSample,
        AskClient,
        AnswerNavraag,
        DeclineNavraag,
        RequestInzage,
        GrantInzage,
        RefuseInzage,
        EndInzage,
        RecordView,
    )
}
