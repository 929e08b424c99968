#include "ui/transfers/custodycard.h"

#include "models/services/workspace.h"
#include "ui/common/accessiblemenu.h"
#include "ui/common/chip.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/timeline/pendingfile.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr qsizetype kShownItems = 12;

QString endText(const TransferEndRow &e)
{
    const TransferEndInput &in = e.content;
    QString text = CustodyCard::tr("%1 %2 by %3: %4")
                       .arg(nameOf(in.outcome), TimeText().full(in.atMs), in.byWhom, asSentence(in.how));
    if (!in.witness.isEmpty())
        text += u' ' + CustodyCard::tr("Witness: %1.").arg(in.witness);
    if (in.outcome == TransferOutcome::Kept)
        text += u' ' + CustodyCard::tr("Owner: %1, until %2.").arg(in.owner, TimeText().full(in.untilMs));
    return text;
}

} // namespace

CustodyCard::CustodyCard(const UiContext &ui, QWidget *parent)
    : Card(tr("Chain of custody"), parent)
    , m_ui(ui)
    , m_empty(wrappedLabel({}, TextStyle::SmallMuted))
    , m_moves(new QWidget)
    , m_record(new QPushButton(tr("Record &what left…")))
    , m_endAll(new QPushButton(tr("&Returned or destroyed…")))
    , m_export(new QPushButton(tr("&Save…")))
{
    setObjectName(u"custodyCard"_s);
    chooseFile = [this](const QString &suggested) {
        return QFileDialog::getSaveFileName(this, tr("Save the chain of custody"), suggested);
    };
    m_empty->setObjectName(u"custodyEmpty"_s);
    body()->addWidget(m_empty);
    auto *layout = new QVBoxLayout(m_moves);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    body()->addWidget(m_moves);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_export->setObjectName(u"custodySave"_s);
    m_export->setAccessibleName(tr("Save the chain of custody"));
    auto *menu = new QMenu(m_export);
    menu->setAccessibleName(tr("Save the chain of custody"));
    for (const auto &e : enumTable<CustodyFormat>())
        menu->addAction(nameOf(e.value), this, [this, format = e.value] { save(format); })
            ->setObjectName(u"custody-"_s + QLatin1StringView(e.code));
    m_export->setMenu(menu);
    m_record->setObjectName(u"custodyRecord"_s);
    m_record->setAccessibleName(tr("Record what left"));
    m_endAll->setObjectName(u"custodyEnd"_s);
    m_endAll->setAccessibleName(tr("Record that what is out was returned or destroyed"));
    row->addWidget(m_export);
    row->addStretch(1);
    row->addWidget(m_endAll);
    row->addWidget(m_record);
    body()->addLayout(row);
    connect(m_record, &QPushButton::clicked, this, &CustodyCard::moveRequested);
    connect(m_endAll, &QPushButton::clicked, this, [this] {
        QList<TransferMoveId> out;
        for (const TransferMove &m : std::as_const(m_details.moves))
            if (!m.isGone())
                out << m.id;
        Q_EMIT endRequested(out);
    });
}

QString CustodyCard::whyNotMove() const
{
    const DatabaseStatus &status = m_ui.workspace->status();
    if (status.readOnly)
        return tr("This database can only be read.");
    if (!mayDo(status.person.roles, Right::AddEntry, false))
        return tr("This needs the role: %1.").arg(roleNames(rolesWith(Right::AddEntry)));
    return noApproval(m_details.transfer, m_ui.workspace->clock().nowMs());
}

void CustodyCard::showDetails(const TransferDetails &details)
{
    m_details = details;
    const Transfer &t = details.transfer;
    QLayout *layout = m_moves->layout();
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *w = item->widget()) {
            w->hide();
            w->deleteLater();
        }
        delete item;
    }
    int number = 0, out = 0;
    for (const TransferMove &m : details.moves) {
        addMove(m, ++number);
        out += m.isGone() ? 0 : 1;
    }
    m_moves->setVisible(number > 0);
    const QString why = whyNotMove();
    m_empty->setText(number > 0 && why.isEmpty() ? QString()
                     : number > 0                ? why
                     : why.isEmpty() ? tr("It starts when what left is recorded: who, when, and the SHA-256 of each "
                                          "item; then return or destruction.")
                                     : tr("Nothing has left. %1").arg(why));
    m_empty->setVisible(!m_empty->text().isEmpty());
    m_record->setVisible(t.content.kind != TransferKind::Breach);
    m_record->setEnabled(why.isEmpty());
    m_record->setToolTip(why);
    m_record->setProperty("primary", why.isEmpty() && number == 0);
    const DatabaseStatus &status = m_ui.workspace->status();
    const bool may = !status.readOnly && mayDo(status.person.roles, Right::AddEntry, false);
    m_endAll->setVisible(out > 0);
    m_endAll->setEnabled(may);
    m_endAll->setToolTip(may ? QString() : why);
    m_export->setEnabled(may);
    setNote(number > 0 ? tr("%1 out").arg(t.openMoves) : QString());
}

void CustodyCard::addMove(const TransferMove &m, int number)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(wrappedLabel(tr("%1. Left %2 by %3, %4")
                                     .arg(number)
                                     .arg(TimeText().full(m.content.atMs), m.content.carrier, m.content.how),
                                 TextStyle::BodyBold),
                    1);
    head->addWidget(m.isOut()    ? new Chip(tr("out"), Tone::Medium)
                    : m.isGone() ? new Chip(nameOf(m.ends.last().content.outcome).toLower(), Tone::Met)
                                 : new Chip(tr("kept"), Tone::Accent),
                    0, Qt::AlignTop);
    column->addLayout(head);
    qsizetype shown = 0;
    for (const TransferItem &item : m.content.items) {
        if (shown++ == kShownItems) {
            column->addWidget(
                wrappedLabel(tr("and %1 more; all are in the saved list").arg(m.content.items.size() - kShownItems),
                             TextStyle::SmallMuted));
            break;
        }
        column->addWidget(
            wrappedLabel(u"%1 · %2"_s.arg(item.name.isEmpty() ? tr("(name redacted)") : shownFileName(item.name),
                                          sizeText(item.size)),
                         TextStyle::Small));
        auto *digest = wrappedLabel(item.sha256, TextStyle::MonoMuted);
        digest->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(digest);
    }
    for (const TransferEndRow &e : m.ends)
        column->addWidget(wrappedLabel(endText(e), TextStyle::Small));
    m_moves->layout()->addWidget(box);
}

void CustodyCard::save(CustodyFormat format)
{
    const QString end = format == CustodyFormat::Pdf    ? u".pdf"_s
                        : format == CustodyFormat::Json ? u".json"_s
                                                        : u".sha256"_s;
    const QString path = chooseFile(
        tr("Chain of custody %1 transfer %2").arg(m_details.incidentReference).arg(m_details.transfer.number) + end);
    if (path.isEmpty())
        return;
    m_ui.workspace->run<void>(
        this,
        [id = m_details.transfer.id, format, path](Services &s) { return s.transfers.exportCustody(id, format, path); },
        [this](const Result<void> &done) {
            if (done)
                Q_EMIT said(tr("Chain of custody saved"));
            else
                Q_EMIT failed(done.error().userText);
        });
}

} // namespace tocsin
