#include "ui/common/texttable.h"

#include "ui/common/card.h"
#include "ui/common/chippaint.h"
#include "ui/common/fittedcolumns.h"
#include "ui/common/label.h"
#include "ui/common/searchfield.h"

#include <QAbstractTableModel>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kRowHeight = 32;
constexpr int kLeastColumn = 72;      ///< a column that gives way keeps so much
constexpr int kLeastChip = 104;       ///< and a chip so much
constexpr int kStretchedColumn = 160; ///< what the column with the most words has first

class ChipDelegate : public QStyledItemDelegate
{
public:
    ChipDelegate(int chip, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_chip(chip)
    {
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() != m_chip) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        QStyleOptionViewItem plain = option;
        initStyleOption(&plain, index);
        const QString text = plain.text;
        plain.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
        if (!text.isEmpty())
            paintTextChip(*painter, {option.rect.left() + 12, option.rect.center().y() - kChipHeight / 2 + 1}, text,
                          static_cast<Tone>(index.data(Qt::UserRole).toInt()), option.rect.width() - 16);
    }

private:
    int m_chip;
};

} // namespace

class TextTable::Model : public QAbstractTableModel
{
public:
    Model(QStringList headings, QObject *parent)
        : QAbstractTableModel(parent)
        , m_headings(std::move(headings))
    {
    }
    void setRows(const QList<TextRow> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    [[nodiscard]] const TextRow &row(int at) const { return m_rows.at(at); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex & = {}) const override
    {
        return static_cast<int>(m_headings.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const TextRow &r = m_rows.at(index.row());
        const QString cell = r.cells.value(index.column());
        if (role == Qt::DisplayRole)
            return cell;
        if (role == Qt::ToolTipRole)
            return cell.size() > 24 ? cell.left(2000) : QString();
        return role == Qt::UserRole ? QVariant(static_cast<int>(r.tone)) : QVariant();
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_headings.value(section))
                                                                        : QVariant();
    }

private:
    QStringList m_headings;
    QList<TextRow> m_rows;
};

/** All the words, in any cells of a row. */
class TextTable::Filter : public QSortFilterProxyModel
{
public:
    Filter(Model *model, int chip, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_model(model)
        , m_chip(chip)
    {
        setSourceModel(model);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }
    void setWords(const QString &text)
    {
        m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }
    void setOnly(const QString &chip)
    {
        m_only = chip;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const TextRow &r = m_model->row(row);
        if (!m_only.isEmpty() && r.cells.value(m_chip) != m_only)
            return false;
        const QString all = m_words.isEmpty() ? QString() : r.cells.join(u'\n');
        return std::all_of(m_words.begin(), m_words.end(),
                           [&](const QString &w) { return all.contains(w, Qt::CaseInsensitive); });
    }

private:
    Model *m_model;
    int m_chip;
    QStringList m_words;
    QString m_only;
};

TextTable::~TextTable() = default;

TextTable::TextTable(const QString &name, const QString &accessibleName, const QStringList &headings, int chip,
                     QWidget *parent)
    : QWidget(parent)
    , m_chip(chip)
    , m_model(new Model(headings, this))
    , m_filter(new Filter(m_model, chip, this))
    , m_bar(new QHBoxLayout)
    , m_search(new SearchField(tr("Filter…"), this))
    , m_count(new Label({}, TextStyle::SmallMuted, this))
    , m_view(new QTableView)
    , m_empty(wrappedLabel({}, TextStyle::Muted, m_view->viewport()))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_bar->setSpacing(8);
    m_search->setObjectName(name + u"Filter"_s);
    m_search->setAccessibleName(tr("Filter: %1").arg(accessibleName));
    m_search->setMinimumWidth(120);
    m_search->setMaximumWidth(260);
    m_bar->addWidget(m_search, 2);
    m_bar->addWidget(m_count);
    m_bar->addStretch(1);
    layout->addLayout(m_bar);
    m_view->setObjectName(name);
    m_view->setAccessibleName(accessibleName);
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new ChipDelegate(chip, m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSortingEnabled(true);
    m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *card = new Card;
    card->setView(m_view);
    layout->addWidget(card, 1);
    m_empty->setObjectName(name + u"Empty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *over = new QVBoxLayout(m_view->viewport()); // in the middle of the rows that are not there
    over->setContentsMargins(24, 24, 24, 24);
    over->addWidget(m_empty);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setWords(text);
        refreshCount();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TextTable::currentChanged);
    connect(m_view, &QTableView::activated, this, [this] { Q_EMIT activated(current()); });
    refreshCount();
}

void TextTable::setRows(const QList<TextRow> &rows)
{
    const qint64 before = current();
    m_model->setRows(rows);
    if (before > 0)
        select(before);
    refreshCount();
    Q_EMIT currentChanged();
}

void TextTable::setWidths(const QList<int> &widths)
{
    QList<int> least;
    for (int column = 0; column < widths.size(); ++column) {
        m_view->setColumnWidth(column, widths.at(column));
        least << qMin(widths.at(column), column == m_chip ? kLeastChip : kLeastColumn);
    }
    new FittedColumns(m_view->horizontalHeader(), static_cast<int>(widths.indexOf(0)), kStretchedColumn, least);
}

void TextTable::setEmptyText(const QString &text)
{
    m_empty->setText(text);
    refreshCount();
}

void TextTable::setFilterPlaceholder(const QString &text)
{
    m_search->setPlaceholderText(text);
}

void TextTable::setOnly(const QString &chip)
{
    m_filter->setOnly(chip);
    refreshCount();
}

qint64 TextTable::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? m_model->row(m_filter->mapToSource(index).row()).key : 0;
}

void TextTable::select(qint64 key)
{
    for (int at = 0; at < m_model->rowCount(); ++at)
        if (m_model->row(at).key == key) {
            m_view->setCurrentIndex(m_filter->mapFromSource(m_model->index(at, 0)));
            return;
        }
}

int TextTable::shown() const
{
    return m_filter->rowCount();
}

void TextTable::refreshCount()
{
    const int all = m_model->rowCount(), shown = m_filter->rowCount();
    m_count->setText(shown == all ? QString::number(all) : tr("%1 of %2").arg(shown).arg(all));
    m_empty->setVisible(all == 0 && !m_empty->text().isEmpty());
}

} // namespace tocsin
