// SPDX-License-Identifier: Apache-2.0
//
// IndexJob: builds the text index of what is loaded, behind everything else: on one thread of low priority, once a load
// has come to rest. The index can be asked all the while. Lives in the GUI thread.
#pragma once

#include "async/newest.h"
#include "textindex/textindex.h"

#include <QObject>

#include <memory>

namespace rastro {

class IndexJob : public QObject {
    Q_OBJECT
public:
    explicit IndexJob(QObject* parent = nullptr);
    ~IndexJob() override;

    // Another store begins a new index; more rows of the same one are added to it.
    void build(std::shared_ptr<const Snapshot> snapshot);
    void cancel() { m_newest.cancel(); }
    bool isRunning() const { return m_newest.isRunning(); }

    // Of the store built last, complete or not; null before the first build.
    const std::shared_ptr<TextIndex>& index() const { return m_index; }

signals:
    void finished();

private:
    std::shared_ptr<TextIndex> m_index;
    std::weak_ptr<const void> m_store;
    Newest<bool> m_newest;
};

} // namespace rastro
