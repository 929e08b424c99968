#include "ui/record/verifypanel.h"

#include "models/services/anchorstore.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/timetext.h"
#include "ui/record/longwork.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

std::optional<Anchor> anchorFromText(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d{1,18})\\s*[:\\s]\\s*([0-9a-fA-F]{64})\\s*$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    Anchor anchor;
    anchor.seq = match.captured(1).toLongLong();
    anchor.hash = match.captured(2).toLower();
    return anchor;
}

QString anchorText(const Anchor &anchor)
{
    return u"%1:%2"_s.arg(anchor.seq).arg(anchor.hash);
}

QString findingMeaning(const QString &check)
{
    if (check == u"chain")
        return VerifyPanel::tr("An entry was removed, inserted or put in another order.");
    if (check == u"digest")
        return VerifyPanel::tr("The text of an entry is not the one that was written.");
    if (check == u"row")
        return VerifyPanel::tr("A row of data is not as its entry says, or one of the two is missing.");
    if (check == u"head")
        return VerifyPanel::tr("The present state of something does not follow from what was done with it.");
    if (check == u"schema")
        return VerifyPanel::tr("The database's own rules were changed.");
    if (check == u"integrity")
        return VerifyPanel::tr("The file is damaged.");
    if (check == u"bulk")
        return VerifyPanel::tr("What was imported in one go is not what was imported then.");
    if (check == u"attachment")
        return VerifyPanel::tr("A kept file is not the one that was kept.");
    if (check == u"redaction")
        return VerifyPanel::tr("A redaction is not what legal and the incident manager agreed to.");
    if (check == u"anchor")
        return VerifyPanel::tr("The record was rewritten or cut: a point that was noted outside it is not in it.");
    if (check == u"more")
        return VerifyPanel::tr("More was found than is listed here.");
    return check;
}

VerifyPanel::VerifyPanel(const UiContext &ui, QWidget *parent)
    : Card(tr("Verify the record"), parent)
    , m_ui(ui)
{
    build();
    buildResult();
}

void VerifyPanel::build()
{
    auto *close = new QToolButton(this);
    close->setObjectName(u"verifyClose"_s);
    close->setIcon(icon(u"close", Ink::Muted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the verification"));
    connect(close, &QToolButton::clicked, this, &VerifyPanel::closed);
    header()->addWidget(close);
    m_what = wrappedLabel(
        tr("Reads every entry and every row and changes nothing. It checks that no entry was altered, removed, "
           "inserted or reordered, that each row is as its entries say, and that the points noted outside the "
           "database are still in it. Work goes on meanwhile."),
        TextStyle::Body, this);
    body()->addWidget(m_what);
    m_anchor = new QLineEdit(this);
    m_anchor->setObjectName(u"verifyAnchor"_s);
    m_anchor->setFont(monoFont());
    m_anchor->setPlaceholderText(u"1200:9f86d081884c7d65…"_s);
    m_anchorRow = new FormRow(tr("&Anchor you noted earlier"), m_anchor, this);
    m_anchorRow->setOptional(true);
    m_anchorRow->setHelp(
        tr("Number and hash, as printed on a notice or copied here. What this computer noted is checked anyway."));
    body()->addWidget(m_anchorRow);
    auto *row = new QHBoxLayout;
    m_start = new QPushButton(tr("Verify now"), this);
    m_start->setObjectName(u"verifyStart"_s);
    m_start->setAccessibleName(m_start->text());
    m_start->setProperty("primary", true);
    connect(m_start, &QPushButton::clicked, this, &VerifyPanel::start);
    connect(m_anchor, &QLineEdit::returnPressed, this, &VerifyPanel::start);
    row->addWidget(m_start);
    row->addStretch(1);
    body()->addLayout(row);
    m_work = new LongWork(this);
    body()->addWidget(m_work);
}

void VerifyPanel::buildResult()
{
    m_banner = new Banner(Banner::Kind::Success, this);
    m_banner->setObjectName(u"verifyResult"_s);
    m_banner->hide();
    body()->addWidget(m_banner);
    m_figures = wrappedLabel({}, TextStyle::Small, this);
    m_figures->setObjectName(u"verifyFigures"_s);
    body()->addWidget(m_figures);
    m_redactions = wrappedLabel({}, TextStyle::Small, this);
    m_redactions->setObjectName(u"verifyRedactions"_s);
    m_redactions->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_redactions->hide();
    body()->addWidget(m_redactions);
    m_findings = new QTableWidget(0, 3, this);
    m_findings->setObjectName(u"verifyFindings"_s);
    m_findings->setAccessibleName(tr("Findings"));
    m_findings->setHorizontalHeaderLabels({tr("Entry"), tr("What it means"), tr("What was found")});
    m_findings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_findings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_findings->setShowGrid(false);
    m_findings->setTabKeyNavigation(false);
    m_findings->verticalHeader()->hide();
    m_findings->horizontalHeader()->setHighlightSections(false);
    m_findings->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_findings->setColumnWidth(0, 80);
    m_findings->setColumnWidth(1, 360);
    m_findings->horizontalHeader()->setStretchLastSection(true);
    m_findings->setMinimumHeight(120);
    m_findings->setWordWrap(true);
    connect(m_findings, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem *item) {
        if (const qint64 seq = m_findings->item(item->row(), 0)->data(Qt::UserRole).toLongLong(); seq > 0)
            Q_EMIT entryWanted(seq);
    });
    body()->addWidget(m_findings, 1);
    m_headRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_headRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new Label(tr("Last entry now"), TextStyle::Small, m_headRow));
    m_head = new ElidedLabel({}, TextStyle::MonoMuted, m_headRow);
    m_head->setObjectName(u"verifyHead"_s);
    m_head->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_head->setToolTip(tr("Note it outside this database: a record that is rewritten or cut later is found by it."));
    row->addWidget(m_head, 1);
    auto *copy = new QPushButton(icon(u"copy"), tr("Copy the anchor"), m_headRow);
    copy->setObjectName(u"verifyCopy"_s);
    copy->setAccessibleName(copy->text());
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(anchorText(m_headAnchor)); });
    row->addWidget(copy);
    body()->addWidget(m_headRow);
    for (QWidget *w : {static_cast<QWidget *>(m_figures), static_cast<QWidget *>(m_findings), m_headRow})
        w->hide();
    body()->addStretch(0);
}

void VerifyPanel::prepare()
{
    if (isRunning())
        return;
    m_start->setFocus(Qt::OtherFocusReason);
    readHead();
}

/** To be noted elsewhere, whether or not anything is verified now. */
void VerifyPanel::readHead()
{
    m_ui.workspace->run<Anchor>(
        this, [](Services &s) { return s.record.head(); },
        [this](const Result<Anchor> &head) {
            if (head && !isRunning())
                showHead(*head);
        });
}

bool VerifyPanel::isRunning() const
{
    return m_work->isRunning();
}

void VerifyPanel::start()
{
    if (isRunning())
        return;
    m_anchorRow->setError({});
    QList<Anchor> typed;
    if (!m_anchor->text().trimmed().isEmpty()) {
        const auto anchor = anchorFromText(m_anchor->text());
        if (!anchor) {
            m_anchorRow->setError(tr("An anchor is the number of an entry, a colon, and 64 hexadecimal digits."));
            m_anchor->setFocus(Qt::OtherFocusReason);
            return;
        }
        typed << *anchor;
    }
    for (QWidget *w : {static_cast<QWidget *>(m_banner), static_cast<QWidget *>(m_figures),
                       static_cast<QWidget *>(m_redactions), static_cast<QWidget *>(m_findings), m_headRow})
        w->hide();
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    const auto state = m_work->begin(tr("Verifying the record…"));
    if (hadFocus)
        m_work->focusStop();
    m_start->setEnabled(false);
    m_ui.workspace->runLong<VerificationReport>(
        this,
        [typed, state](Services &s) -> Result<VerificationReport> {
            auto head = s.record.head();
            if (!head)
                return tl::unexpected(head.error());
            QList<Anchor> anchors = AnchorStore().read(head->databaseUuid).value_or(QList<Anchor>());
            anchors += typed;
            return s.record.verify(anchors, WorkState::progress(state));
        },
        [this](const Result<VerificationReport> &report) { answer(report); });
}

void VerifyPanel::answer(const Result<VerificationReport> &report)
{
    m_start->setEnabled(true);
    if (m_work->isAncestorOf(QApplication::focusWidget()))
        m_start->setFocus(Qt::OtherFocusReason);
    m_work->end();
    m_start->setText(tr("Verify again"));
    m_start->setAccessibleName(m_start->text());
    if (!report) {
        const bool stopped = report.error().kind == ErrorKind::Canceled;
        m_banner->show(stopped ? Banner::Kind::Info : Banner::Kind::Error,
                       stopped ? tr("Stopped before the end.") : tr("The verification could not be finished."),
                       stopped ? tr("It says nothing about the record.") : report.error().userText);
        return;
    }
    if (report->clean())
        showClean(*report);
    else
        showFindings(*report);
    showRedactions(report->redactions);
    showHead(report->head);
}

void VerifyPanel::showClean(const VerificationReport &r)
{
    const auto n = [](qint64 value) { return QLocale().toString(value); };
    const QString withheld =
        r.withheld == 0 ? QString()
                        : u' ' + tr("What %1 entries say is not yours to read: their place in the record was verified, "
                                    "not their content.")
                                     .arg(n(r.withheld));
    m_banner->show(
        Banner::Kind::Success, tr("The record is whole."),
        tr("No altered, removed, inserted or reordered entry was found, and every row is as its entries say.") +
            withheld);
    m_figures->setText(
        tr("%1 entries, %2 rows, %3 imported rows and %4 files checked at %5, in %6. %7")
            .arg(n(r.entries), n(r.rows), n(r.bulkRows), n(r.attachments), TimeText().full(r.atMs),
                 r.tookMs < kSecondMs ? tr("less than a second") : spanWords(r.tookMs),
                 r.heldAnchors.isEmpty()     ? tr("No point noted outside the database was given, so a record "
                                                      "rewritten as a whole would not have been found.")
                 : r.heldAnchors.size() == 1 ? tr("The point noted outside the database was found in it unchanged.")
                                             : tr("%1 points noted outside the database were found in it unchanged.")
                                                   .arg(n(r.heldAnchors.size()))));
    m_figures->setToolTip(TimeText().both(r.atMs));
    m_figures->show();
    m_findings->hide();
}

void VerifyPanel::showRedactions(const QList<RedactedContent> &redactions)
{
    constexpr qsizetype kMostShown = 4;
    QStringList lines;
    for (auto r = redactions.crbegin(); r != redactions.crend() && lines.size() < kMostShown; ++r)
        lines << r->sentence();
    if (redactions.size() > kMostShown)
        lines << tr("And %1 before these: the list is on each incident's record, and \"tocsin verify\" prints all.")
                     .arg(redactions.size() - kMostShown);
    m_redactions->setText(lines.join(u'\n'));
    m_redactions->setVisible(!lines.isEmpty());
}

void VerifyPanel::showFindings(const VerificationReport &r)
{
    const auto unlisted = std::ranges::count(r.findings, u"more"_s, &Finding::check);
    const auto listed = r.findings.size() - unlisted;
    m_banner->show(Banner::Kind::Error,
                   unlisted > 0  ? tr("The record is not whole: more than %1 findings.").arg(listed)
                   : listed == 1 ? tr("The record is not whole: 1 finding.")
                                 : tr("The record is not whole: %1 findings.").arg(listed),
                   tr("Keep this file as it is, make no copy over it, and tell legal.") + u' ' +
                       (unlisted > 0 ? tr("Not everything that was found is listed below.")
                                     : tr("What does not appear below was found to be as it was written.")));
    m_figures->setText(tr("%1 entries and %2 rows checked at %3.")
                           .arg(QLocale().toString(r.entries), QLocale().toString(r.rows), TimeText().full(r.atMs)));
    m_figures->show();
    m_findings->setRowCount(static_cast<int>(r.findings.size()));
    for (int row = 0; row < r.findings.size(); ++row) {
        const Finding &f = r.findings.at(row);
        auto *entry = new QTableWidgetItem(f.seq > 0 ? QString::number(f.seq) : u"–"_s);
        entry->setData(Qt::UserRole, f.seq);
        entry->setFont(monoFont());
        m_findings->setItem(row, 0, entry);
        const QStringList texts{findingMeaning(f.check), f.text};
        for (int column = 1; column < 3; ++column) {
            auto *item = new QTableWidgetItem(texts.at(column - 1));
            item->setToolTip(item->text());
            m_findings->setItem(row, column, item);
        }
    }
    m_findings->show();
    if (r.findings.size() <= 500) // heights of very many rows would take long; widths are known once it is shown
        QTimer::singleShot(0, m_findings, [table = m_findings] {
            table->resizeRowsToContents();
            for (int row = 0; row < table->rowCount(); ++row)
                table->setRowHeight(row, table->rowHeight(row) + 8);
        });
}

void VerifyPanel::showHead(const Anchor &head)
{
    m_headAnchor = head;
    m_head->setText(anchorText(head));
    m_headRow->setVisible(head.seq > 0);
}

} // namespace tocsin
