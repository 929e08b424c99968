#include "ui/incident/scopesearchpanel.h"

#include "models/services/workspace.h"
#include "ui/common/elidedrows.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"
#include "ui/incident/counted.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tocsin {

ScopeSearchPanel::ScopeSearchPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/scope-search"_s, details, parent)
    , m_words(new SearchField(tr("Customer, subscription, number, tenant")))
    , m_list(new QListView)
    , m_model(new QStandardItemModel(this))
    , m_all(new QPushButton(tr("Tick all")))
    , m_count(new Label({}, TextStyle::SmallMuted))
    , m_accessed(new QLineEdit)
    , m_certainty(new QComboBox)
{
    build();
    finish();
    search();
}

void ScopeSearchPanel::build()
{
    setTexts(tr("Affected subscriptions by search"),
             incident().isDeclared()
                 ? tr("Puts all that are ticked in scope. Each customer that is found starts 72 hours "
                      "of its own, from this instant.")
                 : tr("Puts all that are ticked in scope."),
             tr("Everybody who can read the incident sees them. A customer sees its own part alone."));
    setPrimary(tr("Put in scope"));
    m_words->setObjectName(u"scopeWords"_s);
    m_words->setAccessibleName(tr("Search subscriptions"));
    draft().watch(u"words"_s, m_words);
    addRow(tr("&Search"), m_words, u"words"_s);
    m_list->setObjectName(u"scopeMatches"_s);
    m_list->setAccessibleName(tr("Subscriptions that match"));
    m_list->setModel(m_model);
    m_list->setUniformItemSizes(true);
    elideRows(m_list);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFixedHeight(232);
    addRow(tr("Subscriptions"), m_list, u"subscription"_s);
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    m_all->setObjectName(u"scopeTickAll"_s);
    m_all->setAccessibleName(tr("Tick all that match"));
    connect(m_all, &QPushButton::clicked, this, [this] { tickAll(ticked().isEmpty()); });
    row->addWidget(m_all);
    m_count->setObjectName(u"scopeCount"_s);
    row->addWidget(m_count, 1);
    addWidget(foot);
    m_accessed->setObjectName(u"scopeAccessed"_s);
    m_accessed->setMaxLength(1000);
    draft().watch(u"accessed"_s, m_accessed);
    addRow(tr("&What was accessed"), m_accessed, u"accessed"_s);
    m_certainty->setObjectName(u"scopeCertainty"_s);
    for (const auto &[code, name] : {std::pair(u"confirmed"_s, tr("Confirmed")), std::pair(u"likely"_s, tr("Likely")),
                                     std::pair(u"possible"_s, tr("Possible"))})
        m_certainty->addItem(name, code);
    m_certainty->setCurrentIndex(1);
    draft().watch(u"certainty"_s, m_certainty);
    addRow(tr("&How sure"), m_certainty, u"certainty"_s);
    addText(tr("What &shows it"), m_reason, u"reason"_s, u"reason"_s, 2);
    auto *later = new QTimer(this);
    later->setSingleShot(true);
    later->setInterval(200);
    connect(m_words, &QLineEdit::textChanged, later, qOverload<>(&QTimer::start));
    connect(later, &QTimer::timeout, this, &ScopeSearchPanel::search);
    connect(m_model, &QStandardItemModel::itemChanged, this, [this] { updateButton(); });
}

void ScopeSearchPanel::search()
{
    const int asked = ++m_asked;
    m_ui.workspace->runLong<QList<ScopeRow>>(
        this, [id = incident().id, words = m_words->text()](Services &s) { return s.scopes.search(id, words); },
        [this, asked](const Result<QList<ScopeRow>> &rows) {
            if (asked != m_asked)
                return;
            if (rows)
                showRows(*rows);
            else
                showError(rows.error());
        });
}

void ScopeSearchPanel::showRows(const QList<ScopeRow> &rows)
{
    const QSignalBlocker quiet(m_model);
    m_rows = rows;
    m_model->clear();
    for (const ScopeRow &row : rows) {
        auto *item = new QStandardItem(u"%1 · %2"_s.arg(row.customerName, row.subscriptionName) +
                                       (row.inScope ? tr(" (in scope)") : QString()));
        item->setCheckable(!row.inScope);
        item->setEnabled(!row.inScope);
        if (!row.inScope)
            item->setCheckState(Qt::Unchecked);
        m_model->appendRow(item);
    }
    m_list->reset();
    updateButton();
    m_count->setText(counted(rows.size(), tr("%1 match"), tr("%1 matches")));
}

void ScopeSearchPanel::tickAll(bool ticked)
{
    {
        const QSignalBlocker quiet(m_model);
        for (int at = 0; at < m_model->rowCount(); ++at)
            if (QStandardItem *item = m_model->item(at); item->isCheckable())
                item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    }
    m_list->viewport()->update();
    m_all->setText(ticked ? tr("Tick none") : tr("Tick all"));
    updateButton();
}

QList<ScopeRow> ScopeSearchPanel::ticked() const
{
    QList<ScopeRow> rows;
    for (int at = 0; at < m_model->rowCount() && at < m_rows.size(); ++at)
        if (m_model->item(at)->checkState() == Qt::Checked)
            rows.append(m_rows.at(at));
    return rows;
}

QString ScopeSearchPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::SetScope, incident(), context()); !why.isEmpty())
        return why;
    return ticked().isEmpty() ? tr("Tick at least one subscription.") : QString();
}

void ScopeSearchPanel::submit()
{
    QList<ScopeRow> rows = ticked();
    for (ScopeRow &row : rows) {
        row.accessed = m_accessed->text().trimmed();
        row.certainty = m_certainty->currentData().toString();
        row.inScope = true;
    }
    run(
        [id = incident().id, rows, words = m_words->text(),
         reason = m_reason->toPlainText()](Services &s) -> Result<void> {
            auto done = s.scopes.add(id, rows, words, reason);
            return done ? Result<void>() : tl::unexpected(done.error());
        },
        counted(rows.size(), tr("Put in scope: %1 subscription"), tr("Put in scope: %1 subscriptions")));
}

} // namespace tocsin
