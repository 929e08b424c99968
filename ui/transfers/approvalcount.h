#pragma once

#include <QObject>
#include <QTimer>

namespace tocsin {

class Workspace;

/** How much waits for who is at the keyboard, followed while the database is open. */
class ApprovalCount : public QObject
{
    Q_OBJECT

public:
    explicit ApprovalCount(Workspace &workspace, QObject *parent = nullptr);
    [[nodiscard]] int count() const { return m_count; }

Q_SIGNALS:
    /** `urgent`: a breach of procedure is among it. */
    void changed(int count, bool urgent);

private:
    void read();
    void set(int count, bool urgent);

    Workspace &m_workspace;
    QTimer m_soon;
    int m_count = 0;
    bool m_urgent = false;
};

} // namespace tocsin
