// SPDX-License-Identifier: Apache-2.0
#include "base/bigmemory.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

using namespace rastro;

namespace {

using Rows = std::vector<std::uint32_t, BigAllocator<std::uint32_t>>;
constexpr std::size_t kMany = 8'000'000; // rows of 32 MB

} // namespace

class TestBigMemory : public QObject {
    Q_OBJECT

private slots:
    void init() { dropSpares(); }
    void cleanup() { dropSpares(); }
    void sameBlockAgain();
    void holdsWhatIsWritten();
    void keepsNoMoreThanAllowed();
    void manyThreads();
};

void TestBigMemory::sameBlockAgain() {
    const std::uint32_t* first = nullptr;
    {
        Rows rows(kMany);
        first = rows.data();
    }
    const Rows again(kMany - 1'000); // about as large
    QCOMPARE(again.data(), first);
    const Rows other(kMany); // while that one is in use
    QVERIFY(other.data() != first);
}

void TestBigMemory::holdsWhatIsWritten() {
    for (const std::size_t size : {std::size_t{1}, std::size_t{1'000}, std::size_t{1} << 19, (std::size_t{1} << 20) + 1, kMany}) {
        Rows rows(size);
        for (std::size_t i = 0; i < size; ++i)
            rows[i] = static_cast<std::uint32_t>(i * 2'654'435'761u);
        const Rows copy = rows;
        rows.clear();
        rows.shrink_to_fit();
        bool isSame = true;
        for (std::size_t i = 0; i < size; ++i)
            isSame = isSame && copy[i] == static_cast<std::uint32_t>(i * 2'654'435'761u);
        QVERIFY(isSame);
    }
}

// Blocks that are too many or too large go back at once; what is kept never passes the limit.
void TestBigMemory::keepsNoMoreThanAllowed() {
    std::vector<Rows> all(8);
    std::vector<const std::uint32_t*> places;
    for (Rows& rows : all) {
        rows.resize(kMany * 3); // 96 MB each: one of them may stay
        places.push_back(rows.data());
    }
    all.clear();
    std::size_t same = 0;
    std::vector<Rows> next(8);
    for (Rows& rows : next) {
        rows.resize(kMany * 3);
        same += std::ranges::count(places, rows.data()) > 0 ? 1u : 0u;
    }
    QVERIFY(kMany * 3 * sizeof(std::uint32_t) * 2 > kMostSpareBytes);
    QVERIFY(same >= 1); // the system may hand out the other places again as well
}

void TestBigMemory::manyThreads() {
    std::vector<std::thread> threads;
    std::atomic<int> wrong{0};
    for (unsigned t = 0; t < 4; ++t) {
        threads.emplace_back([t, &wrong] {
            std::mt19937 random(t);
            for (int i = 0; i < 60; ++i) {
                Rows rows(1'000'000 + random() % 3'000'000);
                const auto mark = static_cast<std::uint32_t>(random());
                rows.front() = rows[rows.size() / 2] = rows.back() = mark;
                std::this_thread::yield();
                wrong += rows.front() != mark || rows[rows.size() / 2] != mark || rows.back() != mark;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestBigMemory)
#include "tst_bigmemory.moc"
