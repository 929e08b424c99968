#pragma once

#include "models/services/itemhasher.h"

#include <QWidget>

class QMimeData;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace tocsin {

class Label;

/** What left: files dropped or chosen, hashed in the background; each with its size and SHA-256, or why it is none. */
class ItemList : public QWidget
{
    Q_OBJECT

public:
    explicit ItemList(QWidget *parent = nullptr);

    void addFiles(const QStringList &paths);
    [[nodiscard]] QList<TransferItem> items() const;
    void setItems(const QList<TransferItem> &items);
    /** Why it cannot be recorded as it is, or empty: still hashing, nothing there, or a file that is none. */
    [[nodiscard]] QString missing() const;

    /** Asked for files; a test answers in its place. */
    std::function<QStringList()> chooseFiles;

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        QString path;
        TransferItem item;
        QString problem;
    };
    void build();
    void next();
    void take(const HashedFile &file);
    void removeCurrent();
    void refresh();
    void updateState();

    QList<Row> m_rows;
    QStringList m_waiting;
    ItemHasher m_hasher;
    QTreeWidget *m_view;
    QPushButton *m_choose;
    QPushButton *m_remove;
    QPushButton *m_stop;
    QProgressBar *m_progress;
    Label *m_state;
};

} // namespace tocsin
