#include "ui/transfers/itemlist.h"

#include "ui/common/label.h"
#include "ui/theme/fonts.h"
#include "ui/timeline/pendingfile.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

constexpr int kListHeight = 136;

QStringList localFiles(const QMimeData *mime)
{
    QStringList paths;
    for (const QUrl &url : mime->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

} // namespace

ItemList::ItemList(QWidget *parent)
    : QWidget(parent)
    , m_view(new QTreeWidget)
    , m_choose(new QPushButton(tr("Choose &files…")))
    , m_remove(new QPushButton(tr("Take &out")))
    , m_stop(new QPushButton(tr("Stop")))
    , m_progress(new QProgressBar)
    , m_state(wrappedLabel({}, TextStyle::SmallMuted))
{
    setAcceptDrops(true);
    chooseFiles = [this] { return QFileDialog::getOpenFileNames(this, tr("What left production")); };
    build();
    connect(&m_hasher, &ItemHasher::hashed, this, &ItemList::take);
    connect(&m_hasher, &ItemHasher::progressed, this, [this](qint64 bytes, qint64 of) {
        m_progress->setValue(of > 0 ? static_cast<int>(bytes * 1000 / of) : 0);
    });
    connect(&m_hasher, &ItemHasher::finished, this, [this](bool canceled) {
        if (canceled) {
            m_waiting.clear();
            m_rows.removeIf([](const Row &r) { return r.problem.isEmpty() && r.item.sha256.isEmpty(); });
            refresh();
        }
        next();
    });
    updateState();
}

void ItemList::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_view->setObjectName(u"transferItems"_s);
    m_view->setAccessibleName(tr("Items that left"));
    m_view->setHeaderLabels({tr("Item"), tr("Size"), tr("SHA-256")});
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setFixedHeight(kListHeight);
    m_view->header()->setStretchLastSection(true);
    m_view->setColumnWidth(0, 160);
    m_view->setColumnWidth(1, 72);
    m_view->installEventFilter(this);
    layout->addWidget(m_view);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_choose->setObjectName(u"itemsChoose"_s);
    m_choose->setAccessibleName(tr("Choose files that left"));
    m_remove->setObjectName(u"itemsRemove"_s);
    m_remove->setAccessibleName(tr("Take the chosen item out of the list"));
    m_stop->setObjectName(u"itemsStop"_s);
    m_stop->setAccessibleName(tr("Stop hashing"));
    m_progress->setAccessibleName(tr("Hashed so far"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    row->addWidget(m_choose);
    row->addWidget(m_remove);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    row->addStretch(0);
    layout->addLayout(row);
    m_state->setObjectName(u"itemsState"_s);
    layout->addWidget(m_state);
    setFocusProxy(m_choose);
    connect(m_choose, &QPushButton::clicked, this, [this] { addFiles(chooseFiles()); });
    connect(m_remove, &QPushButton::clicked, this, &ItemList::removeCurrent);
    connect(m_stop, &QPushButton::clicked, &m_hasher, &ItemHasher::cancel);
    connect(m_view, &QTreeWidget::currentItemChanged, this, &ItemList::updateState);
}

void ItemList::addFiles(const QStringList &paths)
{
    for (const QString &path : paths) {
        const auto same = [&path](const Row &r) { return r.path == path; };
        if (std::any_of(m_rows.begin(), m_rows.end(), same))
            continue;
        m_rows.append({path, {QFileInfo(path).fileName(), 0, {}}, {}});
        m_waiting << path;
    }
    refresh();
    next();
}

void ItemList::next()
{
    if (!m_waiting.isEmpty() && m_hasher.start(m_waiting)) {
        m_waiting.clear();
        m_progress->setValue(0);
    }
    updateState();
}

void ItemList::take(const HashedFile &file)
{
    for (Row &r : m_rows) {
        if (r.path != file.path)
            continue;
        r.item = file.item;
        r.problem = file.problem;
        const auto sameName = [&r](const Row &o) { return &o != &r && o.item.name == r.item.name; };
        if (r.problem.isEmpty() && std::any_of(m_rows.begin(), m_rows.end(), sameName))
            r.problem = tr("Another item has this name.");
    }
    refresh();
}

QList<TransferItem> ItemList::items() const
{
    QList<TransferItem> list;
    for (const Row &r : m_rows)
        if (r.problem.isEmpty() && !r.item.sha256.isEmpty())
            list.append(r.item);
    return list;
}

void ItemList::setItems(const QList<TransferItem> &items)
{
    m_rows.clear();
    for (const TransferItem &item : items)
        m_rows.append({{}, item, {}});
    refresh();
}

QString ItemList::missing() const
{
    if (m_hasher.isRunning() || !m_waiting.isEmpty())
        return tr("The items are being hashed…");
    for (const Row &r : m_rows)
        if (!r.problem.isEmpty())
            return tr("%1 is no item: %2").arg(shownFileName(r.item.name), r.problem);
    return m_rows.isEmpty() ? tr("Add what left: drop files here or choose them.") : QString();
}

void ItemList::removeCurrent()
{
    const int at = m_view->indexOfTopLevelItem(m_view->currentItem());
    if (at < 0 || m_hasher.isRunning())
        return;
    m_rows.removeAt(at);
    refresh();
    if (m_view->topLevelItemCount() > 0)
        m_view->setCurrentItem(m_view->topLevelItem(std::min(at, m_view->topLevelItemCount() - 1)));
}

void ItemList::refresh()
{
    const int current = m_view->indexOfTopLevelItem(m_view->currentItem());
    m_view->clear();
    for (const Row &r : std::as_const(m_rows)) {
        const QString digest = !r.problem.isEmpty()      ? r.problem
                               : r.item.sha256.isEmpty() ? tr("being hashed…")
                                                         : r.item.sha256;
        auto *line = new QTreeWidgetItem(
            {shownFileName(r.item.name), r.item.sha256.isEmpty() ? QString() : sizeText(r.item.size), digest});
        line->setFont(2, r.problem.isEmpty() ? monoFont() : smallFont());
        line->setToolTip(0, shownFileName(r.item.name));
        line->setToolTip(2, digest);
        line->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        m_view->addTopLevelItem(line);
    }
    if (current >= 0 && current < m_view->topLevelItemCount())
        m_view->setCurrentItem(m_view->topLevelItem(current));
    updateState();
}

void ItemList::updateState()
{
    const bool runs = m_hasher.isRunning();
    m_progress->setVisible(runs);
    m_stop->setVisible(runs);
    m_remove->setEnabled(!runs && m_view->currentItem());
    const QList<TransferItem> good = items();
    qint64 bytes = 0;
    for (const TransferItem &i : good)
        bytes += i.size;
    const QString why = missing();
    m_state->setText(
        why.isEmpty()
            ? tr("%1 items, %2. Each is hashed here; nothing is copied.").arg(good.size()).arg(sizeText(bytes))
            : why);
    Q_EMIT changed();
}

void ItemList::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ItemList::dropEvent(QDropEvent *event)
{
    addFiles(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

bool ItemList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tocsin
