#include "ui/notices/matrixview.h"

#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/filechoice.h"
#include "ui/common/label.h"
#include "ui/common/texttable.h"
#include "ui/common/timetext.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QMap>
#include <QPushButton>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

Tone toneOf(MatrixState state)
{
    switch (state) {
    case MatrixState::NoRecipient:
    case MatrixState::Failed:
        return Tone::High;
    case MatrixState::Unsure:
    case MatrixState::NotDeliverable:
    case MatrixState::FollowUpDue:
        return Tone::Medium;
    case MatrixState::Approved:
        return Tone::Running;
    case MatrixState::Queued:
    case MatrixState::Sent:
        return Tone::Accent;
    case MatrixState::Reached:
        return Tone::Met;
    case MatrixState::NoNotice:
    case MatrixState::Draft:
        break;
    }
    return Tone::Neutral;
}

} // namespace

MatrixView::MatrixView(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
    , m_banner(new Banner(Banner::Kind::Error, this))
    , m_summary(wrappedLabel({}, TextStyle::SmallMuted, this))
    , m_table(new TextTable(u"matrixTable"_s, tr("Subscriptions by how far they are told"),
                            {tr("State"), tr("Customer"), tr("Subscription"), tr("Notice"), tr("Addresses"),
                             tr("Reached"), tr("Said last")},
                            0, this))
    , m_only(new QComboBox)
    , m_retry(new QPushButton(tr("Send once more…")))
    , m_export(new QPushButton(tr("Export…")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 16);
    layout->setSpacing(8);
    m_banner->hide();
    layout->addWidget(m_banner);
    layout->addWidget(m_summary);
    m_table->setWidths({120, 168, 208, 64, 176, 168, 0});
    m_table->setEmptyText(tr("No subscription is in scope yet."));
    m_only->setObjectName(u"matrixOnly"_s);
    m_only->setAccessibleName(tr("Which state"));
    m_only->addItem(tr("All states"), QString());
    for (const auto &e : enumTable<MatrixState>())
        m_only->addItem(nameOf(e.value), nameOf(e.value));
    connect(m_only, &QComboBox::currentIndexChanged, this,
            [this] { m_table->setOnly(m_only->currentData().toString()); });
    m_export->setObjectName(u"matrixExport"_s);
    m_export->setAccessibleName(tr("Export the subscriptions and their states as CSV"));
    connect(m_export, &QPushButton::clicked, this, &MatrixView::exportCsv);
    m_retry->setObjectName(u"matrixRetry"_s);
    m_retry->setAccessibleName(tr("Send once more what failed"));
    connect(m_retry, &QPushButton::clicked, this, &MatrixView::retryWanted);
    m_table->bar()->addWidget(m_only);
    m_table->bar()->addWidget(m_retry);
    m_table->bar()->addWidget(m_export);
    layout->addWidget(m_table, 1);
    connect(m_table, &TextTable::activated, this, [this](qint64 key) {
        for (const MatrixRow &r : std::as_const(m_rows))
            if (r.subscription.value == key && r.notice.isValid())
                Q_EMIT noticeWanted(r.notice);
    });
}

void MatrixView::showIncident(IncidentId incident)
{
    m_incident = incident;
    m_ui.workspace->runLong<QList<MatrixRow>>(
        this, [incident](Services &s) { return s.audience.matrix(incident); },
        [this, incident](const Result<QList<MatrixRow>> &rows) {
            if (incident != m_incident)
                return;
            m_banner->setVisible(!rows);
            if (rows)
                take(*rows);
            else
                m_banner->show(Banner::Kind::Error, rows.error().userText);
        });
}

void MatrixView::take(const QList<MatrixRow> &rows)
{
    m_rows = rows;
    QList<TextRow> shown;
    shown.reserve(rows.size());
    QMap<MatrixState, int> counts;
    for (const MatrixRow &r : rows) {
        ++counts[r.state];
        shown.append({{nameOf(r.state), r.customerName, r.subscriptionName,
                       r.noticeNumber > 0 ? QString::number(r.noticeNumber) : QString(), r.addresses,
                       r.reachedMs > 0 ? TimeText().full(r.reachedMs) : QString(), r.said},
                      toneOf(r.state),
                      r.subscription.value});
    }
    m_table->setRows(shown);
    QStringList parts;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        parts << u"%1 %2"_s.arg(it.value()).arg(nameOf(it.key()).toLower());
    m_summary->setText(parts.join(u" · "_s));
    m_export->setEnabled(!rows.isEmpty());
    m_retry->setEnabled(counts.contains(MatrixState::Failed));
    m_retry->setToolTip(m_retry->isEnabled() ? QString() : tr("Nothing has failed."));
}

void MatrixView::exportCsv()
{
    askWhereToSave(this, tr("Export the subscriptions"), u"subscriptions.csv"_s, tr("CSV (*.csv)"),
                   [this](const QString &path) { exportTo(path); });
}

void MatrixView::exportTo(const QString &path)
{
    const QByteArray csv = matrixCsv(m_rows);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
        file.write(csv) == csv.size() && file.commit()) {
        if (m_ui.say)
            m_ui.say(tr("Written: %1").arg(QDir::toNativeSeparators(path)));
    } else {
        m_banner->show(Banner::Kind::Error, tr("The file cannot be written: %1").arg(file.errorString()));
    }
}

} // namespace tocsin
