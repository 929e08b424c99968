#include "ui/transfers/requestpanel.h"

#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"
#include "ui/transfers/exactinstant.h"
#include "ui/transfers/itemlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <memory>

using namespace Qt::StringLiterals;

namespace tocsin {

TransferRequestPanel::TransferRequestPanel(const UiContext &ui, const IncidentDetails &details, Mode mode,
                                           QWidget *parent)
    : ActPanel(ui, mode == Mode::Ask ? u"act/transfer-ask"_s : u"act/transfer-breach"_s, details, parent)
    , m_mode(mode)
    , m_title(new QLineEdit)
    , m_dataKind(new QComboBox)
    , m_environment(new QComboBox)
    , m_personal(new QComboBox)
{
    if (mode == Mode::Ask)
        setTexts(tr("Ask for a data transfer"),
                 tr("Data leaves production only with the incident manager's written approval. Legal answers a "
                    "checklist first. Who asks, who answers and who approves are three people."),
                 tr("Everybody who reads the incident sees the request. It stays as it is asked; a question back is "
                    "answered beside it."));
    else
        setTexts(tr("Record a breach of procedure"),
                 tr("Something left production without an approval and was found now. It is recorded as it is known, "
                    "with what left; nothing makes it an approved transfer afterwards."),
                 tr("Legal sees it at once, before everything else. Everybody who reads the incident sees it."));
    setPrimary(mode == Mode::Ask ? tr("Ask for it") : tr("Record the breach"), mode == Mode::Breach);
    build();
    finish();
}

void TransferRequestPanel::build()
{
    if (m_mode == Mode::Ask && !m_ui.workspace->status().isShared) {
        m_requester = new QComboBox;
        m_requester->setObjectName(u"transferRequester"_s);
        addRow(tr("Asked for b&y"), m_requester, u"requester"_s)
            ->setHelp(tr("On a file you write down who asks. Who approves it is somebody else."));
        readPeople();
    }
    if (m_mode == Mode::Ask) {
        m_kind = new ChoiceGroup(tr("What is asked for"));
        m_kind->setObjectName(u"transferKind"_s);
        m_kind->addChoice(codeOf(TransferKind::Single), nameOf(TransferKind::Single),
                          tr("This data, for this purpose, at one time: all its items together."));
        m_kind->addChoice(codeOf(TransferKind::Standing), nameOf(TransferKind::Standing),
                          tr("Whatever of this kind goes there until the approval ends."));
        m_kind->setValue(codeOf(TransferKind::Single));
        draft().watch(u"kind"_s, m_kind);
        addRow(tr("What is asked for"), m_kind, u"kind"_s);
    } else {
        addText(tr("How it was &found"), m_found, u"found"_s, u"transferFound"_s, 2);
    }
    m_title->setMaxLength(120);
    m_title->setObjectName(u"transfer-title"_s);
    m_title->setPlaceholderText(tr("40 crash dumps to the forensics lab"));
    draft().watch(u"title"_s, m_title);
    addRow(tr("&Short name: what goes where"), m_title, u"title"_s);
    addText(tr("What &data"), m_what, u"what"_s, u"transfer-what"_s, 2);
    buildChoices();
    m_amount = addLine(tr("How &much"), u"amount"_s, tr("40 of 3,100 dumps, 12 GB"));
    m_whose = addLine(tr("W&hose"), u"whose"_s, tr("Customers of region north"));
    m_source = addLine(tr("F&rom"), u"source"_s);
    m_destination = addLine(tr("&To"), u"destination"_s);
    if (m_mode == Mode::Ask)
        buildHandling();
    else
        buildBreach();
    showList();
}

QLineEdit *TransferRequestPanel::addLine(const QString &label, const QString &field, const QString &placeholder)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(u"transfer-"_s + field);
    edit->setMaxLength(1000);
    edit->setPlaceholderText(placeholder);
    draft().watch(field, edit);
    FormRow *row = addRow(label, edit, field);
    row->setOptional(m_mode == Mode::Breach && (field == u"amount" || field == u"whose"));
    return edit;
}

void TransferRequestPanel::buildChoices()
{
    if (const auto &lists = TransferLists::builtIn()) {
        for (const auto &c : lists->kinds())
            m_dataKind->addItem(c.name, c.code);
        for (const auto &c : lists->environments())
            m_environment->addItem(c.name, c.code);
    }
    for (const auto &e : enumTable<PersonalData>())
        m_personal->addItem(nameOf(e.value), codeOf(e.value));
    m_dataKind->setObjectName(u"transfer-dataKind"_s);
    m_environment->setObjectName(u"transfer-environment"_s);
    m_personal->setObjectName(u"transfer-personal"_s);
    draft().watch(u"dataKind"_s, m_dataKind);
    draft().watch(u"environment"_s, m_environment);
    draft().watch(u"personal"_s, m_personal);
    m_listRow = addRow(tr("&Kind of data"), m_dataKind, u"dataKind"_s);
    addRow(tr("&Environment it leaves"), m_environment, u"environment"_s);
    addRow(tr("&Personal data in it"), m_personal, u"personal"_s);
    for (QComboBox *box : {m_dataKind, m_environment})
        connect(box, &QComboBox::currentIndexChanged, this, &TransferRequestPanel::showList);
}

void TransferRequestPanel::buildHandling()
{
    addText(tr("Wh&y it is needed"), m_purpose, u"purpose"_s, u"transfer-purpose"_s, 2);
    m_handlers = addLine(tr("Handled &by"), u"handlers"_s, tr("Names"));
    m_protection = addLine(tr("Pr&otected how"), u"protection"_s, tr("Encryption, place, access"));
    m_destruction = addLine(tr("Destro&yed or returned how"), u"destruction"_s);
    m_keepUntil = new InstantEdit(tr("Kept until"));
    m_keepUntil->setLatest(nowMs() + 3660 * kDayMs);
    m_keepUntil->setMs(nowMs() + 30 * kDayMs);
    draft().watch(u"keepUntil"_s, m_keepUntil);
    addRow(tr("Kept &until"), m_keepUntil, u"keepUntil"_s);
}

void TransferRequestPanel::buildBreach()
{
    m_items = new ItemList;
    addRow(tr("&Items that left"), m_items, u"items"_s);
    m_carrier = addLine(tr("Moved &by"), u"carrier"_s);
    m_how = addLine(tr("&How, in which container"), u"how"_s);
    m_at = new InstantEdit(tr("When it left"));
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("&When it left"), m_at, u"at"_s);
    connect(m_items, &ItemList::changed, this, &TransferRequestPanel::updateButton);
}

void TransferRequestPanel::readPeople()
{
    m_requester->addItem(tr("%1 (you)").arg(context().person.name), 0);
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this, me = context().person.id](const Result<QList<Person>> &people) {
            if (!people)
                return;
            const FormDraft::Pause pause(draft());
            for (const Person &p : *people)
                if (p.active && p.id != me && mayDo(p.roles, Right::AddEntry, false))
                    m_requester->addItem(p.name, p.id.value);
        });
}

void TransferRequestPanel::showList()
{
    const auto &lists = TransferLists::builtIn();
    const auto list =
        lists ? lists->listFor(m_environment->currentData().toString(), m_dataKind->currentData().toString(), nowMs())
              : std::nullopt;
    if (m_mode == Mode::Ask)
        m_listRow->setHelp(list ? tr("Legal answers the list “%1”, version %2: %3 items.")
                                      .arg(list->name, list->version)
                                      .arg(list->items.size())
                                : tr("There is no checklist for it in this environment."));
    updateButton();
}

QString TransferRequestPanel::whyDisabled() const
{
    if (incident().isDone())
        return tr("This incident has ended. Reopen it first.");
    if (const QString why = whyNoRight(Right::AddEntry, incident(), context()); !why.isEmpty())
        return why;
    return m_items ? m_items->missing() : QString();
}

TransferInput TransferRequestPanel::value() const
{
    TransferInput in;
    in.kind = m_mode == Mode::Breach
                  ? TransferKind::Breach
                  : fromCode<TransferKind>(m_kind->value().toString()).value_or(TransferKind::Single);
    in.title = m_title->text().trimmed();
    in.what = m_what->toPlainText().trimmed();
    in.dataKind = m_dataKind->currentData().toString();
    in.environment = m_environment->currentData().toString();
    in.personal = fromCode<PersonalData>(m_personal->currentData().toString()).value_or(PersonalData::NotKnown);
    in.amount = m_amount->text().trimmed();
    in.whose = m_whose->text().trimmed();
    in.source = m_source->text().trimmed();
    in.destination = m_destination->text().trimmed();
    if (m_mode == Mode::Breach) {
        in.found = m_found->toPlainText().trimmed();
        return in;
    }
    in.purpose = m_purpose->toPlainText().trimmed();
    in.handlers = m_handlers->text().trimmed();
    in.protection = m_protection->text().trimmed();
    in.destruction = m_destruction->text().trimmed();
    in.keepUntilMs = m_keepUntil->ms();
    if (m_requester)
        in.requester = PersonId{m_requester->currentData().toLongLong()};
    return in;
}

void TransferRequestPanel::submit()
{
    const TransferInput in = value();
    if (const auto ok = checkTransfer(in, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    TransferMoveInput move;
    if (m_mode == Mode::Breach) {
        move = {exactInstant(*m_at, nowMs()), m_carrier->text(), m_how->text(), m_items->items()};
        if (const auto ok = checkMove(move, nowMs()); !ok) {
            showError(ok.error());
            return;
        }
    }
    const auto made = std::make_shared<TransferId>();
    connect(this, &ActPanel::done, this, [this, made] { Q_EMIT asked(*made); });
    run(
        [id = incident().id, in, move, made, breach = m_mode == Mode::Breach](Services &s) -> Result<void> {
            const auto done = breach ? s.transfers.recordBreach(id, in, move) : s.transfers.ask(id, in);
            if (!done)
                return tl::unexpected(done.error());
            *made = done->id;
            return {};
        },
        m_mode == Mode::Ask ? tr("Asked for; it waits for legal") : tr("The breach is recorded; legal sees it"));
}

} // namespace tocsin
